using System.Globalization;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Webex has an active webhook for each agent, to this server's address. It switches one off after a hundred failures within five minutes.</summary>
internal sealed class WebhookActiveCheck(WebhookLook webhooks) : IMendingCheck
{
    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Nobody", "Inactive"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var people = WebexPerson.SampleOf(await on.PeopleAsync(cancellationToken));
        if (people.Count == 0)
        {
            return Finding.Unknown("Nobody").With("agents signed in: 0");
        }

        var seen = await webhooks.AllAsync(on.Tenant.Id, people, cancellationToken);
        var off = seen.Where(one => !one.IsActive).ToList();
        return (off.Count > 0 ? Finding.Broken("Inactive", WebexPerson.NamesOf(off.Select(one => one.Person))) with { CanFix = true } : Finding.Well(seen.Length.ToString(CultureInfo.InvariantCulture)))
            .With([.. seen.Select(one => $"{one.Person.Name}: {one.Status ?? "none"}")]);
    }

    public Task MendAsync(Examination on, Mending mending, CancellationToken cancellationToken) => webhooks.MendAsync(
        on, mended => mended.Count > 0 ? mending.NoteAsync($"webhooks: {WebexPerson.NamesOf(mended)}", CancellationToken.None) : Task.CompletedTask, cancellationToken);
}
