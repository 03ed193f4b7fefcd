namespace Tieline.WebexSimulator.Messaging.Contents;

/// <summary>A file on its way into a message.</summary>
internal sealed record Upload(string FileName, string ContentType, byte[] Bytes)
{
    public const string AnyType = "application/octet-stream";

    /// <summary>The last part of a path, without what no header may carry.</summary>
    public static string NameOf(string? text)
    {
        var name = (text ?? "").Split('/', '\\')[^1];
        var clean = string.Concat(name.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter))).Trim();
        return clean.Length == 0 ? "file" : clean.Length > 255 ? clean[..255] : clean;
    }

    /// <summary>The type as given, when it is one.</summary>
    public static string TypeOf(string? text) =>
        System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(text, out var type) && type.MediaType is { } media && media.All(char.IsAscii) ? media : AnyType;
}
