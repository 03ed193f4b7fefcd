using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Messaging.Contents;

/// <summary>Fetches the file to which a message points by its public address.</summary>
internal sealed class RemoteFiles(IHttpClientFactory clients)
{
    public const string ClientName = "files";

    public async Task<Upload> FetchAsync(string address, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw WebexFailure.BadRequest("files must hold the public address of a file.");
        }

        try
        {
            using var answer = await clients.CreateClient(ClientName).GetAsync(uri, cancellationToken);
            Refuse.Unless(answer.IsSuccessStatusCode, "The file could not be fetched from its address.");
            var headers = answer.Content.Headers;
            return new Upload(
                Upload.NameOf(headers.ContentDisposition?.FileName?.Trim('"') ?? Uri.UnescapeDataString(uri.AbsolutePath)),
                Upload.TypeOf(headers.ContentType?.ToString()),
                await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw WebexFailure.BadRequest("The file could not be fetched from its address.");
        }
    }
}
