using Tieline.Server.Connections;
using Tieline.Webex;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Each agent has Webex Calling. Where no token may read licences, each one's own tells: without the licence his calls cannot be listed.</summary>
internal sealed class CallingLicenceCheck(CloudClients clients) : ICheck
{
    private const string Good = "200";

    public Mender Who => Mender.Webex;

    public IReadOnlyList<string> Says { get; } = ["Nobody", "Without"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var people = WebexPerson.SampleOf(await on.PeopleAsync(cancellationToken));
        // Whose consent lacks the scope is refused in the same word: of him it is not known.
        var able = people.Where(person => person.Grant.Scope.Length == 0 || person.Grant.Scope.Split(' ').Contains("spark:calls_read")).ToList();
        var tried = (await Task.WhenAll(able.Select(async person => (Person: person, Answer: await AskAsync(on.Tenant.Id, person, cancellationToken))))).Where(one => one.Answer is not null).ToList();
        if (tried.Count == 0)
        {
            return people.Count > able.Count ? throw new BlockedException("WebexScopes", "spark:calls_read") : Finding.Unknown("Nobody").With("agents signed in: 0");
        }

        var without = tried.Where(one => one.Answer != Good).Select(one => one.Person).ToList();
        return (without.Count > 0 ? Finding.Broken("Without", WebexPerson.NamesOf(without)) : Finding.Well($"{tried.Count}"))
            .With([.. tried.Select(one => $"{one.Person.Name}: telephony/calls {one.Answer}"), .. people.Except(able).Select(person => $"{person.Name}: not asked, no scope spark:calls_read")]);
    }

    // Null: his sign-in has ended meanwhile.
    private async Task<string?> AskAsync(Guid tenantId, WebexPerson person, CancellationToken cancellationToken)
    {
        try
        {
            if (await clients.WebexAsPersonAsync(tenantId, person.PersonId, cancellationToken) is not { } webex)
            {
                return null;
            }

            await webex.Calls.ListAsync(cancellationToken);
            return Good;
        }
        catch (WebexException problem) when (problem.Kind is WebexErrorKind.Invalid or WebexErrorKind.Forbidden or WebexErrorKind.NotFound)
        {
            return $"{(int?)problem.StatusCode} {problem.Message}";
        }
        catch (WebexException problem) when (problem.Kind == WebexErrorKind.Unauthorized)
        {
            return null;
        }
    }
}
