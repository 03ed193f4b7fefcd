# Not run in the project's own CI (no container engine there); a test runs the same publish command and checks each COPY path.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/ src/
RUN dotnet publish src/Tieline.Server -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
ENV TIELINE_URL=http://0.0.0.0:8080 TIELINE_DATA=/data
# Made before the volume, so that a fresh volume takes its owner over: the server runs as app.
RUN mkdir /data && chown app:app /data
VOLUME /data
EXPOSE 8080
USER app
ENTRYPOINT ["dotnet", "Tieline.Server.dll"]
