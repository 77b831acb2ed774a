FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

# First what changes least, so that a change of code installs nothing anew.
COPY .streamlit/requirements.lock .streamlit/requirements.lock
RUN pip install --require-hashes --requirement .streamlit/requirements.lock && useradd --create-home reader
COPY . .

USER reader
# Where the tables of the operator's documents are built; the application's own folder is not the reader's.
ENV BAKHMUT_CACHE=/home/reader/.cache/bakhmut
EXPOSE 8501
HEALTHCHECK --start-period=20s --timeout=5s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://localhost:8501/health', timeout=4)"]
CMD ["python", "-m", "streamlit", "run", "app.py", "--server.headless=true", "--server.address=0.0.0.0", \
     "--server.port=8501", "--server.fileWatcherType=none", "--browser.gatherUsageStats=false"]
