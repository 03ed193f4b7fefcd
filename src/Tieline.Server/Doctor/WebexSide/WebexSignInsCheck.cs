using System.Globalization;
using Tieline.Server.Lightning;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>Nobody's Webex sign-in has ended: whoever's has is not announced calls, until he signs in again in the softphone.</summary>
internal sealed class WebexSignInsCheck : ICheck
{
    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Nobody", "Ended"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var people = await on.PeopleAsync(cancellationToken);
        var ended = people.Where(person => !person.IsLinked).ToList();
        return (people.Count == 0 ? Finding.Unknown("Nobody")
            : ended.Count > 0 ? Finding.Warning("Ended", WebexPerson.NamesOf(ended))
            : Finding.Well(people.Count.ToString(CultureInfo.InvariantCulture)))
            .With([.. ended.Select(person => $"{person.Name}: {Texts.For("en_US").Told(person.Grant.Status.Reason)}")]);
    }
}
