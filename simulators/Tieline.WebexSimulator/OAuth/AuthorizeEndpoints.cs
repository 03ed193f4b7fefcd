using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.OAuth;

/// <summary>/v1/authorize: a page on which a person is chosen and consents or denies.</summary>
internal sealed class AuthorizeEndpoints(WebexCloud cloud)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var path in (string[])["/v1/authorize", "/idb/oauth2/v1/authorize"])
        {
            routes.MapGet(path, AskAsync);
            routes.MapPost(path, DecideAsync).DisableAntiforgery();
        }
    }

    private Task AskAsync(HttpContext http) => AnswerAsync(http, name => Value(http.Request.Query[name]), request =>
        Results.Content(ConsentPage.Ask(request, People()), "text/html; charset=utf-8"));

    private async Task DecideAsync(HttpContext http)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        string? Field(string name) => Value(form?[name]) ?? Value(http.Request.Query[name]);
        await AnswerAsync(http, Field, request => Results.Redirect(Decide(request, Field("email"), Field("decision"))));
    }

    private string Decide(AuthorizeRequest request, string? email, string? decision)
    {
        if (decision != "allow")
        {
            return request.Back(("error", "access_denied"), ("error_description", "The user denied the request."));
        }

        var person = email is null ? null : cloud.Directory.FindByEmail(email);
        if (person is not { IsHuman: true, Profile.LoginEnabled: true })
        {
            throw WebexFailure.BadRequest("Choose a person who signs in.");
        }

        if (!request.Integration.Allows(person.Id))
        {
            return request.Back(("error", "access_denied"), ("error_description", AuthorizeRequest.NotAllowed));
        }

        if (!person.IsAdmin && Array.Find(request.Scopes, KnownScopes.NeedsAdmin) is { } scope)
        {
            return request.Back(("error", "invalid_scope"), ("error_description", $"Only an administrator can grant {scope}."));
        }

        return request.Back(("code", cloud.Tokens.NewCode(request.Integration.ClientId, person, request.RedirectUri, request.Scopes, request.Challenge)));
    }

    private async Task AnswerAsync(HttpContext http, Func<string, string?> field, Func<AuthorizeRequest, IResult> answer)
    {
        IResult result;
        try
        {
            result = cloud.Run(() =>
            {
                var (request, redirect) = AuthorizeRequest.Read(field, cloud.Integrations);
                return request is null ? Results.Redirect(redirect!) : answer(request);
            });
        }
        catch (WebexFailure failure)
        {
            result = Results.Content(ConsentPage.Mistake(failure.Message), "text/html; charset=utf-8", statusCode: failure.Status);
        }

        await result.ExecuteAsync(http);
    }

    private List<Person> People() => [.. cloud.Directory.People.Where(person => person.IsHuman)];

    private static string? Value(Microsoft.Extensions.Primitives.StringValues? values) => values?.ToString() is { Length: > 0 } text ? text : null;
}
