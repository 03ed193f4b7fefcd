namespace Tieline.Webex;

/// <summary>Where the Webex API lies and how long it may take. Nothing secret is in here.</summary>
public sealed record WebexOptions
{
    /// <summary>Base address with its version, for instance <c>https://webexapis.com/v1/</c>. A missing slash at the end is added.</summary>
    public Uri ApiBase
    {
        get;
        init => field = WithSlash(value);
    } = new("https://webexapis.com/v1/");

    /// <summary>How long one request may take, from the first byte sent to the last byte received. Default 15 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    private static Uri WithSlash(Uri value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!value.IsAbsoluteUri || (value.Scheme != Uri.UriSchemeHttps && value.Scheme != Uri.UriSchemeHttp))
        {
            throw new ArgumentException($"The Webex API address must be a whole http(s) address such as https://webexapis.com/v1/, not '{value}'.", nameof(value));
        }

        return value.AbsolutePath.EndsWith('/') ? value : new Uri(value.GetLeftPart(UriPartial.Path) + "/");
    }
}
