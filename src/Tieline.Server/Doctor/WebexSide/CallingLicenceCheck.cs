using Tieline.Server.Connections;
using Tieline.Webex;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Each agent has Webex Calling. Where no token may read licences, each one's own tells: without the licence his calls cannot be listed.</summary>
internal sealed class CallingLicenceCheck(CloudClients clients) : ICheck
{
    public Mender Who => Mender.Webex;

    public IReadOnlyList<string> Says { get; } = ["Nobody", "Without"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var people = WebexPerson.SampleOf(await on.PeopleAsync(cancellationToken));
        if (people.Count == 0)
        {
            return Finding.Unknown("Nobody");
        }

        var tried = await Task.WhenAll(people.Select(async person => (Person: person, Refusal: await RefusalAsync(on.Tenant.Id, person, cancellationToken))));
        var without = tried.Where(one => one.Refusal is not null).ToList();
        return without.Count > 0
            ? Finding.Broken("Without", WebexPerson.NamesOf(without.Select(one => one.Person))).With([.. without.Select(one => $"{one.Person.Name}: {one.Refusal}")])
            : Finding.Well($"{people.Count}").With([.. people.Select(person => $"{person.Name}: telephony/calls 200")]);
    }

    private async Task<string?> RefusalAsync(Guid tenantId, WebexPerson person, CancellationToken cancellationToken)
    {
        try
        {
            await (await clients.WebexAsPersonAsync(tenantId, person.PersonId, cancellationToken) is { } webex ? webex.Calls.ListAsync(cancellationToken) : Task.CompletedTask);
            return null;
        }
        catch (WebexException problem) when (problem.Kind is WebexErrorKind.Invalid or WebexErrorKind.Forbidden)
        {
            return problem.Message;
        }
    }
}
