using System.Globalization;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>No Webex sign-in runs out soon. Each renewal begins the ninety days of a refresh token anew; who was away for longer must sign in again.</summary>
internal sealed class TokenLifetimesCheck(Clock clock) : ICheck
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Nobody", "Soon", "Over"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var people = (await on.PeopleAsync(cancellationToken)).Where(person => person is { IsLinked: true, Grant.RefreshExpiresAt: not null }).OrderBy(person => person.Grant.RefreshExpiresAt).ToList();
        if (people.Count == 0)
        {
            return Finding.Unknown("Nobody");
        }

        var over = people.Where(person => person.Grant.RefreshExpiresAt <= clock.UtcNow).ToList();
        var soon = people.Where(person => person.Grant.RefreshExpiresAt < clock.UtcNow + Soon).ToList();
        var first = people[0].Grant.RefreshExpiresAt!.Value;
        return (over.Count > 0 ? Finding.Broken("Over", WebexPerson.NamesOf(over))
            : soon.Count > 0 ? Finding.Warning("Soon", WebexPerson.NamesOf(soon))
            : Finding.Well(((long)(first - clock.UtcNow).TotalDays).ToString(CultureInfo.InvariantCulture)))
            .With([.. people.Take(WebexPerson.Sample).Select(person => $"{person.Name}: access until {person.Grant.AccessExpiresAt:u}, refresh until {person.Grant.RefreshExpiresAt:u}")]);
    }
}
