namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Whether the agents have a licence of one sort.</summary>
internal static class Licences
{
    /// <summary>The sentences of the checks that use it.</summary>
    public static readonly IReadOnlyList<string> Says = ["NotAllowed", "None", "Without"];

    /// <param name="admins">Finds a token that may read licences.</param>
    /// <param name="on">Whose.</param>
    /// <param name="isOurs">Whether a licence is of the sort, by its name: they differ by what was bought.</param>
    /// <param name="missing">What it is when agents lack it.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<Finding> JudgeAsync(AdminTokens admins, Examination on, Func<string, bool> isOurs, Verdict missing, CancellationToken cancellationToken)
    {
        var people = await on.PeopleAsync(cancellationToken);
        if (await admins.LicencesAsync(on.Tenant.Id, people, cancellationToken) is not { } read)
        {
            return Finding.Unknown("NotAllowed").With("licenses: no token with spark-admin:licenses_read");
        }

        var licences = read.Licences.Where(licence => isOurs(licence.Name)).ToList();
        if (licences.Count == 0)
        {
            return new Finding(missing, "None", []).With($"licenses: {(read.Licences.Count == 0 ? "none" : string.Join(", ", read.Licences.Select(licence => licence.Name)))}");
        }

        var agents = WebexPerson.SampleOf(people);
        var details = await Task.WhenAll(agents.Select(async person => (person, await read.Webex.People.GetAsync(person.PersonId, callingData: false, cancellationToken))));
        var without = details.Where(one => one.Item2 is not { } seen || !seen.Licenses.Intersect(licences.Select(licence => licence.Id)).Any()).Select(one => one.person).ToList();
        return (without.Count > 0 ? new Finding(missing, "Without", [WebexPerson.NamesOf(without)]) : Finding.Well(string.Join(", ", licences.Select(licence => licence.Name))))
            .With([.. licences.Select(licence => $"{licence.Name}: {licence.ConsumedUnits} of {licence.TotalUnits}")]);
    }
}
