using System.Text.Json;
using Microsoft.JSInterop;

namespace Tieline.Server.Admin.Shell;

/// <summary>Hands a file to the browser of whoever looks.</summary>
internal static class SavedFile
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task SaveFileAsync(this IJSRuntime script, string name, object content) => SaveTextAsync(script, name, "application/json", JsonSerializer.SerializeToUtf8Bytes(content, Readable));

    public static async Task SaveTextAsync(this IJSRuntime script, string name, string type, byte[] content)
    {
        await using var module = await script.InvokeAsync<IJSObjectReference>("import", "/admin/saving.js");
        using var stream = new DotNetStreamReference(new MemoryStream(content));
        await module.InvokeVoidAsync("save", name, type, stream);
    }
}
