using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>A body sent as gzip. Unpacked it may be no larger than one sent plainly.</summary>
internal static class PackedBody
{
    private const int Chunk = 81_920;

    /// <summary>Null when it is no gzip.</summary>
    public static async Task<string?> ReadAsync(HttpRequest request)
    {
        var most = request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? long.MaxValue;
        await using var packed = new GZipStream(request.Body, CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        var chunk = new byte[Chunk];
        try
        {
            while (await packed.ReadAsync(chunk, request.HttpContext.RequestAborted) is > 0 and var read)
            {
                if (unpacked.Length + read > most) throw new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge);
                unpacked.Write(chunk, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        unpacked.Position = 0;
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        return await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
    }
}
