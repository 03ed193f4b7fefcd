using Microsoft.AspNetCore.Http.Features;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>The parts of a multipart body by name, files and texts alike.</summary>
public static class MultipartBody
{
    private const int MostBytes = 52_428_800;
    private const int MostParts = 16;

    private static readonly FormOptions Limits = new() { MultipartBodyLengthLimit = MostBytes, ValueLengthLimit = MostBytes, ValueCountLimit = MostParts, MemoryBufferThreshold = MostBytes };

    public static bool Is(HttpRequest request) => request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;

    public static async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = MostBytes;
        try
        {
            var form = await request.ReadFormAsync(Limits, request.HttpContext.RequestAborted);
            if (form.FirstOrDefault(f => f.Value.Count > 1 || form.Files.GetFiles(f.Key).Count > 0).Key is { } twice) throw Unreadable($"the part {twice} is there twice");
            if (form.Files.GroupBy(f => f.Name).FirstOrDefault(g => g.Count() > 1)?.Key is { } again) throw Unreadable($"the part {again} is there twice");
            var parts = form.ToDictionary(f => f.Key, f => System.Text.Encoding.UTF8.GetBytes(f.Value.ToString()));
            foreach (var file in form.Files)
            {
                using var copy = new MemoryStream();
                await file.CopyToAsync(copy, request.HttpContext.RequestAborted);
                parts[file.Name] = copy.ToArray();
            }

            return parts;
        }
        catch (BadHttpRequestException problem) when (problem.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new SalesforceRefusal(413, "EXCEEDED_MAX_SIZE_REQUEST", $"Maximum size of request reached. Maximum size of request is {MostBytes} bytes");
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or BadHttpRequestException)
        {
            throw Unreadable(problem.Message);
        }
    }

    private static SalesforceRefusal Unreadable(string why) => SalesforceRefusal.Query("INVALID_MULTIPART_REQUEST", "The multipart body cannot be read: " + why);
}
