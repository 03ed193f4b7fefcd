using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.Messaging.Contents;

namespace Tieline.WebexSimulator.Messaging.Messages;

/// <summary>Reads a message from JSON, whose file lies at an address, or from a form that brings the file along.</summary>
/// <remarks>https://developer.webex.com/docs/basics#message-attachments</remarks>
internal sealed class DraftReader(RemoteFiles remote)
{
    private const string Malformed = "The request could not be understood by the server due to malformed syntax.";
    private const long Slack = 1024 * 1024;

    private static readonly FormOptions Limits = new()
    {
        MultipartBodyLengthLimit = ContentStore.MostBytesOfOne, ValueCountLimit = 64, ValueLengthLimit = 256 * 1024,
    };

    public async Task<Draft> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true)
        {
            return await FormAsync(request, cancellationToken);
        }

        return await WithRemoteFileAsync(await JsonBody.ReadAsync(request, cancellationToken), cancellationToken);
    }

    private async Task<Draft> WithRemoteFileAsync(JsonBody body, CancellationToken cancellationToken, bool isForm = false)
    {
        var files = body.OptionalTexts("files") ?? [];
        Refuse.Unless(files.Length <= 1, "Only one file is allowed per message.");
        return new Draft(body, files.Length == 0 ? null : await remote.FetchAsync(files[0], cancellationToken), isForm);
    }

    private async Task<Draft> FormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = ContentStore.MostBytesOfOne + Slack;
        }

        var form = await ParseAsync(request, cancellationToken);
        Refuse.Unless(form.Files.All(file => file.Name == "files"), "A file must be sent as the part \"files\".");
        Refuse.Unless(form.Files.Count <= 1, "Only one file is allowed per message.");
        var body = new JsonObject();
        foreach (var (name, values) in form)
        {
            Refuse.Unless(values.Count == 1, $"{name} must be sent once.");
            body[name] = name == "files" ? new JsonArray(values[0]!) : values[0]!;
        }

        var fields = JsonBody.Parse(JsonSerializer.SerializeToUtf8Bytes(body));
        Refuse.Unless(form.Files.Count == 0 || !fields.Has("files"), "Only one file is allowed per message.");
        return form.Files is [var file]
            ? new Draft(fields, await TakeAsync(file, cancellationToken), IsForm: true)
            : await WithRemoteFileAsync(fields, cancellationToken, isForm: true);
    }

    private static async Task<IFormCollection> ParseAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFormAsync(Limits, cancellationToken);
        }
        catch (BadHttpRequestException mistake)
        {
            throw new WebexFailure(mistake.StatusCode, "The request body could not be read.");
        }
        catch (Exception mistake) when (mistake is InvalidDataException or IOException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw WebexFailure.BadRequest(Malformed);
        }
    }

    private static async Task<Upload> TakeAsync(IFormFile file, CancellationToken cancellationToken)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return new Upload(Upload.NameOf(file.FileName), Upload.TypeOf(file.ContentType), bytes);
    }
}
