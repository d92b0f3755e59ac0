# Build: docker build -t dragoman .
# Run:   docker run -p 8000:8000 -v dragoman-data:/data -v ./models:/models:ro dragoman
# The model is not in the image: mount a folder that `dragoman model pull` filled, or set OPENAI_API_KEY.

FROM python:3.11-slim-bookworm AS build
WORKDIR /build
RUN python -m venv /opt/dragoman
COPY requirements.lock ./
RUN /opt/dragoman/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY schemas schemas
COPY service service
COPY prompts prompts
RUN /opt/dragoman/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates libgomp1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home dragoman \
    && install --directory --owner=dragoman /data /models
COPY --from=build /opt/dragoman /opt/dragoman
ENV PATH=/opt/dragoman/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DRAGOMAN_HOST=0.0.0.0 \
    DRAGOMAN_PORT=8000 \
    DRAGOMAN_LOG_FORMAT=json \
    DRAGOMAN_MODEL_FOLDER=/models \
    DATABASE_URL=sqlite:////data/dragoman.sqlite3
USER 10001
WORKDIR /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["dragoman"]
CMD ["serve"]
