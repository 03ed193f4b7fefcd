using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Lightning;

/// <summary>The small Lightning shell in the browser: sign-in, pages, and the few doors its pages need besides REST.</summary>
public static class LightningEndpoints
{
    private const string Home = "/lightning/page/home";

    public static IEndpointRouteBuilder MapLightning(this IEndpointRouteBuilder app)
    {
        app.MapShellFiles();
        app.MapGet("/", () => Results.Redirect(Home));
        app.MapGet("/lightning/login", SignInByLink);
        app.MapPost("/lightning/login", SignInByFormAsync);
        app.MapPost("/lightning/logout", SignOut);
        app.MapGet("/secur/frontdoor.jsp", FrontDoor.Enter);
        app.MapGet("/lightning/session", ReadSession);
        app.MapGet("/lightning/app", ReadApp);
        app.MapPost("/lightning/launch-token", SignLaunchToken);
        app.MapGet("/lightning/events", FollowRecord);
        app.MapGet("/lightning/{**page}", ShowPage);
        return app;
    }

    private static IResult ShowPage(HttpContext http, SalesforceOrg org)
    {
        if (ShellSignIn.UserOf(http, org) is null)
            return Results.Redirect($"/lightning/login?startURL={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}");
        if (http.Request.Path.Value is "/lightning" or "/lightning/") return Results.Redirect(Home);
        ShellSecurity.Protect(http, org);
        return Results.Content(ShellFiles.ReadPage("shell.html"), "text/html; charset=utf-8");
    }

    private static IResult SignInByLink(HttpContext http, SalesforceOrg org, string? user, string? startURL) =>
        user is null ? SignInForm(http, org, startURL, null) : SignIn(http, org, user, startURL);

    private static async Task<IResult> SignInByFormAsync(HttpContext http, SalesforceOrg org)
    {
        if (!ShellSecurity.IsOurPage(http.Request)) return Refuse(StatusCodes.Status403Forbidden, "Sign in from the sign-in page itself.");
        if (!http.Request.HasFormContentType) return Refuse(StatusCodes.Status400BadRequest, "Send a form with the field \"username\".");
        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return SignIn(http, org, form["username"].ToString(), form["startURL"]);
        }
        catch (Exception problem) when (problem is InvalidDataException or BadHttpRequestException)
        {
            return Refuse(StatusCodes.Status400BadRequest, "The form cannot be read.");
        }
    }

    private static IResult SignIn(HttpContext http, SalesforceOrg org, string username, string? startUrl)
    {
        if (org.UserNamed(username) is not { } user || !user.Is("IsActive"))
            return SignInForm(http, org, startUrl, $"There is no active user \"{username}\" in this org. Choose one of these.", StatusCodes.Status400BadRequest);
        if (LoginRules.RefusalOnPage(org, user.Id) is { } refusal) return SignInForm(http, org, startUrl, $"{username} may not sign in: {refusal}.", StatusCodes.Status400BadRequest);
        ShellSignIn.SignIn(http, org, user);
        return Results.Redirect(OwnAddress(startUrl));
    }

    private static IResult SignInForm(HttpContext http, SalesforceOrg org, string? startUrl, string? mistake, int status = StatusCodes.Status200OK)
    {
        ShellSecurity.Protect(http, org);
        return Results.Content(SignInPage.Html(org, OwnAddress(startUrl), mistake), "text/html; charset=utf-8", null, status);
    }

    // Only the shell's own pages: "//elsewhere" and "https://elsewhere" lead out, and sign-in to itself in circles.
    internal static string OwnAddress(string? startUrl) =>
        startUrl is not null && startUrl.StartsWith("/lightning/", StringComparison.Ordinal) && !startUrl.StartsWith("/lightning/login", StringComparison.Ordinal)
            && Uri.IsWellFormedUriString(startUrl, UriKind.Relative)
            ? startUrl
            : Home;

    private static IResult SignOut(HttpContext http, SalesforceOrg org)
    {
        if (!ShellSecurity.IsOurPage(http.Request)) return Refuse(StatusCodes.Status403Forbidden, "Sign out from the shell's own page.");
        ShellSignIn.SignOut(http, org);
        return Results.Redirect("/lightning/login");
    }

    private static IResult ReadSession(HttpContext http, SalesforceOrg org)
    {
        if (Refusal(http, org, out var user) is { } refusal) return refusal;
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(new
        {
            accessToken = ShellSignIn.PageToken(org, user.Id),
            user = new { id = user.Id, name = user.Text("Name"), firstName = user.Text("FirstName"), username = user.Text("Username") },
            organization = new { id = org.Id, name = SignInPage.OrganizationName(org) },
            locale = user.Text("LanguageLocaleKey") ?? "en_US",
            now = org.Clock.Now,
            tieline = ShellSecurity.TielineOrigin(org),
        });
    }

    private static IResult ReadApp(HttpContext http, SalesforceOrg org)
    {
        if (Refusal(http, org, out var user) is { } refusal) return refusal;
        http.Response.Headers.CacheControl = "no-store";
        return Results.Text(org.Run(() => ShellApp.Of(org, user.Id)).ToJsonString(), "application/json");
    }

    /// <summary>Who the token is for comes from the session alone; the page can name neither user nor org.</summary>
    private static IResult SignLaunchToken(HttpContext http, SalesforceOrg org)
    {
        if (Refusal(http, org, out var user) is { } refusal) return refusal;
        if (ShellSigner.Of(org) is not { } signer)
            return Refuse(StatusCodes.Status409Conflict, "Calling is not set up in this org: an administrator must save Tieline's address and launch secret (POST /control/signer).");
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(new { token = LaunchTokenSigner.Sign(signer.Secret, org.Id, user.Id, user.Text("LanguageLocaleKey") ?? "en_US", org.Random.Guid("launch"), org.Clock.Now) });
    }

    private static IResult FollowRecord(HttpContext http, SalesforceOrg org, IHostApplicationLifetime lifetime, string? about)
    {
        if (Refusal(http, org, out var user) is { } refusal) return refusal;
        if (RecordIds.Normalize(about) is not { } id) return Refuse(StatusCodes.Status400BadRequest, "Name the record to follow: ?about=<its 15- or 18-character id>.");
        if (org.Run(() => org.Records.Find(id) is not null && org.FindAs(user.Id, id) is null)) return Refuse(StatusCodes.Status404NotFound, "There is no such record, or you may not read it.");
        return TypedResults.ServerSentEvents(RecordChangeStream.FollowAsync(org, user.Id, id, lifetime.ApplicationStopping, http.RequestAborted));
    }

    private static IResult? Refusal(HttpContext http, SalesforceOrg org, out SalesforceRecord user)
    {
        user = ShellSignIn.UserOf(http, org)!;
        if (!ShellSecurity.IsOurPage(http.Request)) return Refuse(StatusCodes.Status403Forbidden, "Only the shell's own pages may ask this.");
        return user is null ? Refuse(StatusCodes.Status401Unauthorized, "Your session has ended. Sign in again.") : null;
    }

    private static IResult Refuse(int status, string message) => Results.Json(new { message }, statusCode: status);
}
