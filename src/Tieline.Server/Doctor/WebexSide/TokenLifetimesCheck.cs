using System.Globalization;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>No Webex sign-in runs out soon. Each renewal begins the ninety days of a refresh token anew; who was away for longer must sign in again.</summary>
internal sealed class TokenLifetimesCheck(Clock clock) : ICheck
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Nobody", "Soon", "Over", "Pasted"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var people = (await on.PeopleAsync(cancellationToken)).Where(person => person.IsLinked && EndOf(person) is not null).OrderBy(EndOf).ToList();
        if (people.Count == 0)
        {
            return Finding.Unknown("Nobody").With("no sign-in with an end");
        }

        var over = people.Where(person => EndOf(person) <= clock.UtcNow).ToList();
        var pasted = people.Where(person => person.Grant.RefreshExpiresAt is null).ToList();
        var soon = people.Where(person => EndOf(person) < clock.UtcNow + Soon).ToList();
        return (over.Count > 0 ? Finding.Broken("Over", WebexPerson.NamesOf(over))
            : pasted.Count > 0 ? Finding.Warning("Pasted", WebexPerson.NamesOf(pasted), EndOf(pasted[0])!.Value.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))
            : soon.Count > 0 ? Finding.Warning("Soon", WebexPerson.NamesOf(soon))
            : Finding.Well(((long)(EndOf(people[0])!.Value - clock.UtcNow).TotalDays).ToString(CultureInfo.InvariantCulture)))
            .With([.. people.Take(WebexPerson.Sample).Select(person => $"{person.Name}: access until {person.Grant.AccessExpiresAt:u}, refresh until {person.Grant.RefreshExpiresAt:u}")]);
    }

    // A pasted token has no refresh token: it ends when its access does, some hours after it was copied.
    private static DateTimeOffset? EndOf(WebexPerson person) => person.Grant.RefreshExpiresAt ?? person.Grant.AccessExpiresAt;
}
