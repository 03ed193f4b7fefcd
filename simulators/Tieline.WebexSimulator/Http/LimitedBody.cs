namespace Tieline.WebexSimulator.Http;

/// <summary>The bytes of a request: one that does not say how many there are is read no further than to the limit.</summary>
internal static class LimitedBody
{
    private const long Limit = 256 * 1024;

    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var part = new byte[16 * 1024];
        try
        {
            while (request.ContentLength is null or <= Limit && buffer.Length <= Limit
                && await request.Body.ReadAsync(part, cancellationToken) is > 0 and var length)
            {
                buffer.Write(part, 0, length);
            }
        }
        catch (BadHttpRequestException mistake)
        {
            throw new WebexFailure(mistake.StatusCode, "The request body could not be read.");
        }

        return request.ContentLength is > Limit || buffer.Length > Limit
            ? throw new WebexFailure(413, $"The request body is larger than {Limit} bytes.")
            : buffer.ToArray();
    }
}
