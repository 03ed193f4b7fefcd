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
            routes.MapGet(path, http => AnswerAsync(http, (request, _) => Results.Content(ConsentPage.Ask(request, People()), "text/html; charset=utf-8")));
            routes.MapPost(path, http => AnswerAsync(http, (request, field) => Results.Redirect(Decide(request, field("email"), field("decision"))))).DisableAntiforgery();
        }
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

        return request.Back(("code", cloud.Tokens.NewCode(request.Integration.ClientId, person, request.RedirectUri, request.Scopes, request.Challenge,
            TimeSpan.FromSeconds(cloud.Switches.CodeLivesSeconds))));
    }

    private async Task AnswerAsync(HttpContext http, Func<AuthorizeRequest, Func<string, string?>, IResult> answer)
    {
        IResult result;
        try
        {
            var field = await OAuthForm.ReadPageAsync(http);
            result = cloud.Run(() =>
            {
                var (request, redirect) = AuthorizeRequest.Read(field, cloud.Integrations);
                return request is null ? Results.Redirect(redirect!) : answer(request, field);
            });
        }
        catch (WebexFailure failure)
        {
            result = Results.Content(ConsentPage.Mistake(failure.Message), "text/html; charset=utf-8", statusCode: failure.Status);
        }

        await result.ExecuteAsync(http);
    }

    private List<Person> People() => [.. cloud.Directory.People.Where(person => person.IsHuman)];
}
