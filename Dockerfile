# The laboratory in a container: a worker of a queue, its coordinator, or any other verb.
#
#   docker build -t yuma-lab .
#   docker run --rm yuma-lab worker redis://:password@queue.example.org
#   docker run --rm -v "$PWD/results:/home/node/results" yuma-lab sweep immunity-period --queue redis://:password@queue.example.org
#
# Nothing listens: a worker asks Redis for work.

FROM node:20.20.2-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --ignore-scripts --no-audit --no-fund
RUN npm pack --silent --pack-destination /tmp

FROM node:20.20.2-bookworm-slim
COPY --from=build /tmp/*.tgz /tmp/
RUN npm install --global --omit=dev --ignore-scripts --no-audit --no-fund /tmp/*.tgz && rm /tmp/*.tgz
USER node
WORKDIR /home/node
ENTRYPOINT ["yuma-lab"]
CMD ["--help"]
