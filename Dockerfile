# The service in a container that runs without rights and writes only below /data.
# For production, pin both base images by digest.
FROM node:22-slim AS frontend
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --silent

FROM python:3.12-slim
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/preceptmap
COPY requirements/base.txt requirements/base.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/base.txt
COPY pyproject.toml README.md ./
COPY frameworks frameworks
COPY surveys surveys
COPY mapping mapping
COPY reports reports
COPY app app
COPY --from=frontend /build/node_modules node_modules
RUN pip install --no-cache-dir --no-deps --no-build-isolation -e . \
    && python -m app.frontend \
    && rm -rf node_modules \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin preceptmap \
    && install -d -m 700 -o preceptmap -g preceptmap /data
USER preceptmap
ENV PRECEPTMAP_DATA=/data PRECEPTMAP_HOST=0.0.0.0
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ.get('PORT', '8000') + '/health/ready', timeout=4)"]
ENTRYPOINT ["preceptmap"]
CMD ["serve"]
