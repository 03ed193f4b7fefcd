using System.Text.RegularExpressions;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax.Inlines;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Messaging.Messages;

/// <summary>Reads mentions; one of somebody who is not in the room stays a plain name.</summary>
internal sealed partial class MentionParser : InlineParser
{
    private readonly Func<string, Person?> find;

    public MentionParser(Func<string, Person?> find)
    {
        this.find = find;
        OpeningCharacters = ['<'];
    }

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var match = Written().Match(slice.Text, slice.Start, slice.Length);
        if (!match.Success)
        {
            return false;
        }

        processor.Inline = Read(match.Groups["who"].Value, match.Groups["name"].Value);
        slice.Start += match.Length;
        return true;
    }

    private LeafInline Read(string who, string name)
    {
        if (who.Length == 0)
        {
            return new Mention { Name = name.Length > 0 ? name : "All" };
        }

        var person = find(who);
        var shown = name.Length > 0 ? name : person?.DisplayName ?? who;
        return person is null ? new LiteralInline(shown) : new Mention { PersonId = person.Id, Name = shown };
    }

    [GeneratedRegex(@"\G<@(?:all|person(?:Email|Id):(?<who>[^|>\s]+))(?:\|(?<name>[^>]*))?>")]
    private static partial Regex Written();
}
