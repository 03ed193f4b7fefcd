using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.OAuth;

/// <summary>The form that a sign-in path was sent.</summary>
internal static class OAuthForm
{
    public const string Unreadable = "The form cannot be read.";

    /// <summary>Null when the body is none; a field that is empty is not there.</summary>
    /// <exception cref="WebexFailure">400: the body says that it is a form, and is none.</exception>
    public static async Task<Func<string, string?>?> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
        {
            return null;
        }

        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return name => form[name].ToString() is { Length: > 0 } value ? value : null;
        }
        catch (Exception refused) when (refused is BadHttpRequestException or InvalidDataException or IOException)
        {
            throw WebexFailure.BadRequest(Unreadable);
        }
    }

    /// <summary>What a page was sent: the form's fields first, then those of the address.</summary>
    public static async Task<Func<string, string?>> ReadPageAsync(HttpContext http)
    {
        var form = await ReadAsync(http);
        return name => form?.Invoke(name) ?? (http.Request.Query[name].ToString() is { Length: > 0 } value ? value : null);
    }
}
