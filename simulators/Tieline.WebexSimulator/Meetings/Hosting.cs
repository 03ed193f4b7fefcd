using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>Who may host on the site: people with a licence for meetings, neither bots nor machine accounts.</summary>
internal static class Hosting
{
    public static bool IsOpenTo(Person person) => person.IsHuman && person.Has(License.Meetings);
}
