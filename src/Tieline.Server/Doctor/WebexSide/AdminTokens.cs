using Tieline.Server.Connections;
using Tieline.Webex;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Reads what only Webex administrators may read, with whichever token of the tenant may.</summary>
internal sealed class AdminTokens(CloudClients clients)
{
    private const int MostTried = 10;

    /// <summary>The organization's licences, and a client that may read people's; null when no token here may.</summary>
    /// <exception cref="WebexException">Webex cannot be asked.</exception>
    public async Task<LicencesRead?> LicencesAsync(Guid tenantId, IReadOnlyList<WebexPerson> people, CancellationToken cancellationToken)
    {
        if (await clients.WebexAsServiceAppAsync(tenantId, cancellationToken) is { } app && await ReadAsync(app, cancellationToken) is { } read)
        {
            return new LicencesRead(app, read);
        }

        // Of people only an administrator whose pasted token was registered may: it cannot be refreshed.
        foreach (var person in people.Where(person => person.IsLinked).OrderBy(person => person.Grant.RefreshExpiresAt is not null).ThenBy(person => person.IsAgent).Take(MostTried))
        {
            if (await clients.WebexAsPersonAsync(tenantId, person.PersonId, cancellationToken) is { } webex && await ReadAsync(webex, cancellationToken) is { } licences)
            {
                return new LicencesRead(webex, licences);
            }
        }

        return null;
    }

    private static async Task<IReadOnlyList<License>?> ReadAsync(WebexClient webex, CancellationToken cancellationToken)
    {
        try
        {
            var licences = new List<License>();
            await foreach (var licence in webex.Licenses.ListAsync(cancellationToken))
            {
                licences.Add(licence);
            }

            return licences;
        }
        catch (WebexException problem) when (problem.Kind is WebexErrorKind.Forbidden or WebexErrorKind.Unauthorized)
        {
            return null;
        }
    }
}

internal sealed record LicencesRead(WebexClient Webex, IReadOnlyList<License> Licences);
