# The server as an image: docker build -t pyao-server .   How to run it: deploy/README.en.md
FROM python:3.14-slim AS build
WORKDIR /src
RUN python -m venv --without-pip /opt/pyao
COPY requirements/runtime.txt requirements/
RUN pip --python /opt/pyao/bin/python install --no-cache-dir --require-hashes -r requirements/runtime.txt
COPY pyproject.toml README.en.md LICENSE ./
COPY src src
RUN pip --python /opt/pyao/bin/python install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.14-slim
RUN useradd --system --uid 766 --user-group --home-dir /data --no-create-home --shell /usr/sbin/nologin pyao \
    && install -d -o pyao -g pyao -m 0700 /data
COPY --from=build /opt/pyao /opt/pyao
# The pages listen on all addresses of the container; whoever runs it decides who reaches that port.
ENV PATH=/opt/pyao/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYAO_WORLD__DATA_DIR=/data \
    PYAO_STORAGE__PATH=/data/pyao.sqlite3 \
    PYAO_HTTP__HOST=0.0.0.0
WORKDIR /data
VOLUME /data
EXPOSE 7666 7667
USER 766:766
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:7667/health', timeout=4)"]
ENTRYPOINT ["pyao-server"]
CMD ["run"]
