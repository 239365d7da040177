# Builds the program with Swift's static runtime; what runs needs the libraries of CONTRIBUTING.md, of which libpq
# brings OpenSSL's libcrypto along.
FROM swift:6.2-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends libpq-dev libssl-dev libyaml-dev libuchardet-dev \
  libzip-dev libxlsxwriter-dev libexpat1-dev libyajl-dev libcurl4-openssl-dev pkg-config
WORKDIR /source
COPY . .
RUN swift build -c release --static-swift-stdlib --product clause6 && cp .build/release/clause6 /clause6

FROM debian:bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends libpq5 libyaml-0-2 libuchardet0 libzip4 libxlsxwriter4 libexpat1 libyajl2 libcurl4 libstdc++6 ca-certificates tzdata \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --create-home clause6
COPY --from=build /clause6 /usr/local/bin/clause6
USER clause6
WORKDIR /home/clause6
ENTRYPOINT ["clause6"]
CMD ["--help"]
