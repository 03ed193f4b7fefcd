using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Connections.SignIn;

/// <summary>Where the clouds send the browser back to. Who closes that window early must not leave half a sign-in: nothing here stops with it.</summary>
internal static class SignInEndpoints
{
    public static void MapSignInCallbacks(this WebApplication app)
    {
        app.MapGet("/connect/salesforce/callback", (HttpContext context, SignIns signIns) => FinishAsync(Clouds.Salesforce, context, signIns));
        app.MapGet("/connect/webex/callback", (HttpContext context, SignIns signIns) => FinishAsync(Clouds.Webex, context, signIns));
        app.MapPost(SignInPage.AnswerDoor, AnswerAsync);
        app.MapPost(SignInPage.LaunchDoor, AnswerAsync);
    }

    // Answered by the window that came back from the cloud. What it sends was sealed for this sign-in and serves once, so no other page can answer.
    private static async Task<IResult> AnswerAsync(HttpContext context, SignIns signIns, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType)
        {
            return Results.Problem("Send the form of the page that asks.", statusCode: StatusCodes.Status400BadRequest, title: "This is no answer.");
        }

        var form = await context.Request.ReadFormAsync(cancellationToken);
        var asked = new SignInAsk(form["state"].ToString(), form["kept"].ToString(), form["window"].ToString());
        return SignInPage.Show(context, await signIns.AnswerAsync(asked, goOn: form["answer"] == "go-on", Language(context), CancellationToken.None));
    }

    private static string Language(HttpContext context) =>
        context.Request.GetTypedHeaders().AcceptLanguage.MaxBy(accepted => accepted.Quality ?? 1)?.Value.ToString() ?? "";

    private static async Task<IResult> FinishAsync(string cloud, HttpContext context, SignIns signIns)
    {
        var query = context.Request.Query;
        string? Value(string name) => query[name] is [{ Length: > 0 and <= 2000 } one] ? one : null;

        return SignInPage.Show(context, await signIns.FinishAsync(
            new SignInReturn(cloud, Value("state"), Value("code"), Value("error"), Value("error_description"), Language(context)), CancellationToken.None));
    }
}
