using System.Web;

namespace Tieline.Demo;

/// <summary>Does what a person does on a cloud's consent page: opens it, chooses who they are, allows or denies.</summary>
public static class Consent
{
    /// <summary>Where the cloud sends the browser back to. Throws <see cref="InvalidOperationException"/> with the cloud's words when it sends it nowhere.</summary>
    public static async Task<Uri> GiveAsync(Uri authorizeUrl, string person, bool allow = true)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true });
        using var page = await browser.GetAsync(authorizeUrl);
        if (!page.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{authorizeUrl.GetLeftPart(UriPartial.Path)} answered {(int)page.StatusCode}: {await page.Content.ReadAsStringAsync()}");
        }

        var parameters = HttpUtility.ParseQueryString(authorizeUrl.Query);
        // Webex's suggestion of a person travels under the same name as the choice.
        var field = authorizeUrl.AbsolutePath.StartsWith("/v1/", StringComparison.Ordinal) ? "email" : "username";
        var form = parameters.AllKeys.Where(key => key is not null && key != field).Select(key => KeyValuePair.Create(key!, parameters[key]!))
            .Append(new(field, person)).Append(new("decision", allow ? "allow" : "deny"));
        using var answer = await browser.PostAsync(new Uri(authorizeUrl.GetLeftPart(UriPartial.Path)), new FormUrlEncodedContent(form));
        return answer.Headers.Location
            ?? throw new InvalidOperationException($"{authorizeUrl.Host} did not lead back: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
