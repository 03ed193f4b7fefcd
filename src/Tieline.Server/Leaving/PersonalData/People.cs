using Microsoft.EntityFrameworkCore;
using PhoneNumbers;
using Tieline.Salesforce;
using Tieline.Server.Audit;
using Tieline.Server.CallLogging;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Storage;
using Tieline.Server.Users;

namespace Tieline.Server.Leaving.PersonalData;

/// <summary>What is stored of one person: a Salesforce user, a Webex person, or somebody with a phone number or an e-mail address.</summary>
internal sealed class People(PersonRows rows, Database database, GroupCommitWriter writer, Consents consents, PersonalTokens tokens, Roles roles, AuditTrail audit)
{
    /// <summary>What the audit trail calls it: that somebody was erased, not who.</summary>
    public const string Change = AuditKinds.Erasure;

    private const int ShortestNumber = 6;

    /// <summary>Who is meant; null when the text is neither an id, an e-mail address nor a phone number.</summary>
    public async Task<FoundPerson?> WhoAsync(Tenant tenant, string text, CancellationToken cancellationToken)
    {
        var given = text.Trim();
        var webexId = Guid.TryParse(WebexIds.BareUuid(given), out var bare) ? bare.ToString() : "";
        var agents = (await database.ReadAsync(db => db.Set<AgentRow>().Where(row => row.TenantId == tenant.Id).ToListAsync(cancellationToken)))
            .Where(row => IsHim(row, given, webexId)).ToList();
        var number = NumberOf(given, tenant.DefaultCountry);
        var isId = webexId.Length > 0 || RecordId.TryParse(given, out _) || (given.Length is >= 5 and <= 254 && given.IndexOf('@') > 0 && !given.Any(char.IsWhiteSpace));
        if (agents.Count == 0 && number is null && !isId)
        {
            return null;
        }

        var persons = await PersonsAsync(tenant.Id, agents, cancellationToken);
        List<string> ids = [.. agents.SelectMany(IdsOf), .. persons.SelectMany(person => AddressesOf(person.Email)), .. isId ? AddressesOf(given) : [], RecordId.TryParse(given, out var record) ? record.Value : ""];
        List<string> webexIds = [webexId, .. agents.Select(agent => agent.PersonId ?? ""), .. await FormerIdsAsync(tenant.Id, agents, persons, cancellationToken)];
        List<string> names = [.. agents.Select(agent => agent.Name), .. persons.Select(person => person.Name)];
        return new FoundPerson(agents.Count > 0 ? agents[0].Name : given, agents, new PersonMarks(ids, [.. webexIds.Where(id => id.Length > 0)], number is { } one ? [one] : [], names));
    }

    public Task<IReadOnlyList<PersonFinding>> FindAsync(Tenant tenant, FoundPerson person, CancellationToken cancellationToken) =>
        rows.FindAsync(tenant.Id, person.Marks, person.IsCustomer, cancellationToken);

    /// <summary>Erases what may go; gives what stayed. May be repeated. While a cloud does not answer nothing is erased: with the tokens goes the means to give them back.</summary>
    public async Task<Erasure> EraseAsync(Tenant tenant, FoundPerson person, Actor who, CancellationToken cancellationToken)
    {
        var keys = person.Agents.SelectMany(agent => new[] { GrantKey.Agent(tenant.Id, agent.AgentId) }.Concat(agent.PersonId is { } personId ? [GrantKey.Person(tenant.Id, personId)] : [])).ToList();
        var withheld = new List<Withheld>();
        foreach (var key in keys)
        {
            withheld.AddRange(await consents.GiveBackAsync(key, cancellationToken));
        }

        if (withheld.Find(one => one.IsPassing) is { } passing)
        {
            return new Erasure(false, await FindAsync(tenant, person, cancellationToken), [new LeavingWords("PersonEraseLater", passing.Words)]);
        }

        foreach (var key in keys)
        {
            await consents.ForgetAsync(key, cancellationToken);
        }

        if (tenant.PersonalToken is { } owner && (person.Marks.AreIn(owner.PersonId) || person.Marks.AreIn(owner.Email)))
        {
            await tokens.UnregisterAsync(tenant.Id, who, cancellationToken);
        }

        var erased = await rows.EraseAsync(tenant.Id, person.Marks, person.IsCustomer, cancellationToken);
        roles.Forget(tenant.Id);
        await writer.WriteAsync(
            (db, _) =>
            {
                audit.Note(db, tenant.Id, who, new AuditEvent(Change, person.Agents.Count > 0 ? "agent" : "customer", $"{erased} rows", null));
                return Task.FromResult(true);
            },
            cancellationToken);
        return new Erasure(true, await FindAsync(tenant, person, cancellationToken), [.. withheld.Select(AtCloud)]);
    }

    private static LeavingWords AtCloud(Withheld withheld) =>
        withheld.What == Withheld.Token ? new("PersonTokenStays", withheld.Words) : new("PersonWebhookStays", withheld.Words);

    private static bool IsHim(AgentRow row, string given, string webexId) =>
        given.Equals(row.SalesforceUserId, StringComparison.Ordinal) || (RecordId.TryParse(given, out var id) && id.Value == row.SalesforceUserId)
        || (webexId.Length > 0 && webexId.Equals(row.PersonId, StringComparison.OrdinalIgnoreCase)) || given.Equals(row.AgentId.ToString(), StringComparison.OrdinalIgnoreCase)
        || (row.Email.Length > 0 && PersonMatching.WithoutSandbox(given).Equals(PersonMatching.WithoutSandbox(row.Email), StringComparison.OrdinalIgnoreCase));

    // Whom an administrator said that he is at Webex: there he may have another name and address.
    private async Task<IReadOnlyList<PersonCorrectionRow>> PersonsAsync(Guid tenantId, List<AgentRow> agents, CancellationToken cancellationToken)
    {
        var users = agents.Select(agent => agent.SalesforceUserId).ToList();
        return users.Count == 0 ? [] : await database.ReadAsync(db => db.Set<PersonCorrectionRow>().Where(row => row.TenantId == tenantId && users.Contains(row.SalesforceUserId)).ToListAsync(cancellationToken));
    }

    private static IReadOnlyList<string> AddressesOf(string text) => text.Contains('@') ? PersonMatching.Spellings(text) : [text];

    private static IEnumerable<string> IdsOf(AgentRow row) => [row.SalesforceUserId, row.AgentId.ToString(), row.AgentId.ToString("N"), .. AddressesOf(row.Email)];

    // Who was signed out is no Webex person any more; his calls still are that person's. What is somebody else's by now is left to him.
    private async Task<IReadOnlyList<string>> FormerIdsAsync(Guid tenantId, List<AgentRow> agents, IReadOnlyList<PersonCorrectionRow> corrections, CancellationToken cancellationToken)
    {
        if (agents.Count == 0)
        {
            return [];
        }

        List<Guid?> own = [.. agents.Select(agent => (Guid?)agent.AgentId)];
        var called = await database.ReadAsync(db => db.Set<CallLogRow>().Where(row => row.TenantId == tenantId && own.Contains(row.AgentId)).Select(row => row.PersonId).Distinct().ToListAsync(cancellationToken));
        List<string> ids = [.. called.Concat(corrections.Select(row => row.PersonId)).Distinct(StringComparer.Ordinal)];
        var others = await database.ReadAsync(db => db.Set<AgentRow>().Where(row => row.TenantId == tenantId && row.PersonId != null && ids.Contains(row.PersonId) && !own.Contains(row.AgentId))
            .Select(row => row.PersonId!).ToListAsync(cancellationToken));
        return [.. ids.Except(others)];
    }

    private static (string Country, string National)? NumberOf(string text, string country)
    {
        if (text.Count(char.IsAsciiDigit) < ShortestNumber || text.Any(letter => !char.IsAsciiDigit(letter) && !" +-().,/".Contains(letter)))
        {
            return null;
        }

        try
        {
            var number = PhoneNumberUtil.GetInstance().Parse(text, country);
            return (number.CountryCode.ToString(System.Globalization.CultureInfo.InvariantCulture), PhoneNumberUtil.GetInstance().GetNationalSignificantNumber(number));
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}

/// <summary>Who is meant.</summary>
/// <param name="Name">As agents know him, or as he was asked for.</param>
/// <param name="Agents">The agents that he is.</param>
internal sealed record FoundPerson(string Name, IReadOnlyList<AgentRow> Agents, PersonMarks Marks)
{
    /// <summary>He called, or was called: the whole call is about him. Of an agent's calls the colleagues' notes are theirs.</summary>
    public bool IsCustomer => Agents.Count == 0;
}

/// <summary>What came of erasing somebody.</summary>
/// <param name="IsErased">False: a cloud that he is to be signed out of does not answer now, so nothing was erased.</param>
/// <param name="Remains">What is stored of him still.</param>
/// <param name="AtClouds">What the clouds keep of his consents, or why nothing was erased.</param>
internal sealed record Erasure(bool IsErased, IReadOnlyList<PersonFinding> Remains, IReadOnlyList<LeavingWords> AtClouds);

/// <summary>What one table holds of him.</summary>
/// <param name="Rows">By column, without secrets.</param>
/// <param name="Staying">How many of them may not go yet.</param>
internal sealed record PersonFinding(string Table, OnErase OnErase, IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows, int Staying);
