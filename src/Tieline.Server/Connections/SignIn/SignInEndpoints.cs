using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Connections.SignIn;

/// <summary>Where the clouds send the browser back to.</summary>
internal static class SignInEndpoints
{
    public static void MapSignInCallbacks(this WebApplication app)
    {
        app.MapGet("/connect/salesforce/callback", (HttpContext context, SignIns signIns, CancellationToken cancellationToken) =>
            FinishAsync(Clouds.Salesforce, context, signIns, cancellationToken));
        app.MapGet("/connect/webex/callback", (HttpContext context, SignIns signIns, CancellationToken cancellationToken) =>
            FinishAsync(Clouds.Webex, context, signIns, cancellationToken));
    }

    private static async Task<IResult> FinishAsync(string cloud, HttpContext context, SignIns signIns, CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        string? Value(string name) => query[name] is [{ Length: > 0 and <= 2000 } one] ? one : null;

        var language = context.Request.GetTypedHeaders().AcceptLanguage.MaxBy(accepted => accepted.Quality ?? 1)?.Value.ToString() ?? "";
        var (outcome, texts) = await signIns.FinishAsync(
            new SignInReturn(cloud, Value("state"), Value("code"), Value("error"), Value("error_description"), language), cancellationToken);
        return SignInPage.Show(context, outcome, texts);
    }
}
