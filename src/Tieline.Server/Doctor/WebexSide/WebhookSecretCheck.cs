using Tieline.Server.Diagnostics;
using Tieline.Server.Intake;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Webex signs with the secret that this server checks with. A delivery whose signature does not fit is refused, and counted.</summary>
internal sealed class WebhookSecretCheck(WebhookLook webhooks, RefusedSignatures refused, Clock clock) : IMendingCheck
{
    private static readonly TimeSpan Recent = TimeSpan.FromHours(24);

    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Nobody", "Other", "Refused"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var all = await on.PeopleAsync(cancellationToken);
        var people = WebexPerson.SampleOf(all);
        if (people.Count == 0)
        {
            return Finding.Unknown("Nobody").With("agents signed in: 0");
        }

        var other = (await webhooks.AllAsync(on.Tenant.Id, people, cancellationToken)).Where(one => one is { Status: not null, HasOurSecret: false }).Select(one => one.Person).ToList();
        var lately = (await refused.ListAsync(on.Tenant.Id, cancellationToken)).Where(one => clock.UtcNow - one.LastAt < Recent).ToList();
        var names = all.ToDictionary(person => person.PersonId, person => person.Name);
        return (other.Count > 0 ? Finding.Broken("Other", WebexPerson.NamesOf(other)) with { CanFix = true }
            : lately.Count > 0 ? Finding.Warning("Refused", $"{lately.Sum(one => one.Times)}") with { CanFix = true }
            : Finding.Well()).With([.. people.Select(person => $"{person.Name}: {(other.Contains(person) ? "another secret" : "our secret")}"), .. lately.Select(one => $"{names.GetValueOrDefault(one.PersonId) ?? one.PersonId}: refused {one.Times}, last {one.LastAt:u}")]);
    }

    public async Task MendAsync(Examination on, Mending mending, CancellationToken cancellationToken)
    {
        await webhooks.MendAsync(
            on, mended => mended.Count > 0 ? mending.NoteAsync($"webhook secrets: {WebexPerson.NamesOf(mended)}", CancellationToken.None) : Task.CompletedTask, cancellationToken);
        // Not before everybody's secret was looked at: what was refused of the others is still true.
        if ((await refused.ListAsync(on.Tenant.Id, CancellationToken.None)).Count > 0)
        {
            await refused.ForgetAsync(on.Tenant.Id, CancellationToken.None);
            await mending.NoteAsync("refused signatures count anew", CancellationToken.None);
        }
    }
}
