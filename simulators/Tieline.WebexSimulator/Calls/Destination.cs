using System.Text.RegularExpressions;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Calls;

/// <summary>Whom a dialled text reaches.</summary>
internal abstract partial record Destination
{
    public sealed record ToPerson(Person Person) : Destination;

    public sealed record ToGroup(HuntGroup Group) : Destination;

    public sealed record ToOutside(Party Party) : Destination;

    /// <summary>An extension or feature code at which nobody answers.</summary>
    public sealed record ToNobody(string Dialled) : Destination;

    /// <summary>Reads <c>1234</c>, <c>2223334444</c>, <c>+12223334444</c>, <c>*73</c>, <c>tel:…</c>, <c>user@domain</c> or <c>sip:…</c>.</summary>
    /// <exception cref="WebexFailure">400: none of these forms.</exception>
    public static Destination Read(string text, PeopleDirectory directory)
    {
        var bare = text.Trim();
        foreach (var scheme in (string[])["tel:", "sip:"])
        {
            bare = bare.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? bare[scheme.Length..] : bare;
        }

        if (bare.Contains('@'))
        {
            return directory.FindByEmail(bare) is { HasCalling: true } person ? new ToPerson(person) : new ToOutside(new Party { Number = bare, CallType = Party.External });
        }

        var digits = Separators().Replace(bare, "");
        if (!Dialable().IsMatch(digits))
        {
            throw WebexFailure.BadRequest("destination is not a number, an extension, a feature code or a SIP address.");
        }

        return digits switch
        {
            "911" or "112" or "933" or "999" => new ToOutside(new Party { Number = digits, CallType = Party.Emergency }),
            _ when directory.HuntGroups.Find(group => group.Number == Full(digits) || group.Extension == digits) is { } group => new ToGroup(group),
            _ when directory.FindByAnything(digits) is { HasCalling: true } person => new ToPerson(person),
            _ when directory.FindByAnything(Full(digits)) is { HasCalling: true } person => new ToPerson(person),
            _ when digits.StartsWith('+') || digits.Length >= 7 => new ToOutside(new Party { Number = Full(digits), CallType = Party.External }),
            _ => new ToNobody(digits),
        };
    }

    public Party SeenBy(Person viewer) => this switch
    {
        ToPerson to => Party.Of(to.Person, viewer),
        ToGroup to => Party.Of(to.Group, viewer),
        ToOutside to => to.Party,
        ToNobody to => new Party { Number = to.Dialled, CallType = Party.SameLocation },
        _ => Party.Withheld,
    };

    private static string Full(string digits) => digits switch
    {
        { Length: 10 } when digits[0] is not ('+' or '*' or '#') => "+1" + digits,
        { Length: 11 } when digits[0] == '1' => "+" + digits,
        _ => digits,
    };

    [GeneratedRegex(@"[\s\-().]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(\+\d{5,15}|[*#]?\d{1,15}[*#]?)$")]
    private static partial Regex Dialable();
}
