using System.Text.Json;
using Microsoft.JSInterop;

namespace Tieline.Server.Admin.LeavingPages;

/// <summary>Hands a JSON file to the browser of whoever looks.</summary>
internal static class SavedFile
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task SaveFileAsync(this IJSRuntime script, string name, object content)
    {
        await using var module = await script.InvokeAsync<IJSObjectReference>("import", "/admin/leaving.js");
        using var stream = new DotNetStreamReference(new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(content, Readable)));
        await module.InvokeVoidAsync("save", name, stream);
    }
}
