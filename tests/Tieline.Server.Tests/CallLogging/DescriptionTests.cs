using Tieline.Server.CallLogging;

namespace Tieline.Server.Tests.CallLogging;

/// <summary>The Description of a Task is shared: the agent's notes and our lines, a colleague's words, an org's flow. A bar stands for a line break.</summary>
public class DescriptionTests
{
    private const string Ours = "||Number: +1|Result: Answered";

    [Theory]
    // What was typed looks like a line of ours.
    [InlineData("Called about invoice|Result: refund promised", "Called about invoice|Result: refund promised|Done", "Called about invoice|Result: refund promised" + Ours, "Called about invoice|Result: refund promised|Done" + Ours)]
    [InlineData("Number: ask for Bob", "Number: ask for Bob or Eve", "Number: ask for Bob" + Ours, "Number: ask for Bob or Eve" + Ours)]
    // A colleague's line looks like one of ours, or like the notes.
    [InlineData("Ok", "Ok", "Number: ask for Bob|Ok" + Ours, "Number: ask for Bob|Ok" + Ours)]
    [InlineData("Ok", "Ok, quote sent", "Ok with Tuesday|Ok" + Ours, "Ok with Tuesday|Ok, quote sent" + Ours)]
    [InlineData("Ok", "Ok, quote sent", "Ok" + Ours + "|Ok with Tuesday", "Ok, quote sent" + Ours + "|Ok with Tuesday")]
    [InlineData("Ok", "Ok, quote sent", "Ok|Ok" + Ours, "Ok, quote sent|Ok" + Ours)]
    // A colleague wrote between, before or behind the agent's lines, or on the same line.
    [InlineData("One|Two", "One|Two|Three", "One|Between|Two" + Ours, "One|Between|Two|Three" + Ours)]
    [InlineData("One|Two", "One, more|Two", "One|Two, by a colleague" + Ours, "One, more|Two, by a colleague" + Ours)]
    [InlineData("Wants a quote", "Wants a quote by Friday", "Wants a quote [sent, Bob]" + Ours, "Wants a quote by Friday [sent, Bob]" + Ours)]
    [InlineData("Wants a quote", "Wants a quote by Friday", "Bob: wants a quote" + Ours, "Bob: wants a quote by Friday" + Ours)]
    [InlineData("Wants a quote", "Wants a quote by Friday", "Bob: Wants a quote" + Ours, "Bob: Wants a quote by Friday" + Ours)]
    [InlineData("Wants a quotte", "Wants a quotte soon", "Wants two quotes" + Ours, "Wants two quotes soon" + Ours)]
    // Taken back: by the agent, by a colleague, by both.
    [InlineData("One|Two", "One", "One|Two" + Ours + "|Bob's", "One" + Ours + "|Bob's")]
    [InlineData("One|Two", "One|Two|Three", "Two" + Ours, "Two|Three" + Ours)]
    [InlineData("One", "", "Bob: One is wrong" + Ours, "Bob: One is wrong" + Ours)]
    [InlineData("One", "One and two", "", "One and two")]
    // A flow of the org puts its own around it, cuts white space, or writes other line ends.
    [InlineData("One", "One, two", "[CTI]|One  |\r|Number: +1\r|Result: Answered|-- ticket 5", "[CTI]|One, two||Number: +1|Result: Answered|-- ticket 5")]
    // Somebody changed or took away a line of ours: it is his now.
    [InlineData("One", "One, two", "One||Number: +1 (mobile)|Result: Answered", "One, two||Number: +1 (mobile)|Result: Answered")]
    [InlineData("One", "One, two", "One", "One, two")]
    public void Nothing_typed_is_lost_or_doubled(string notesBefore, string notes, string stands, string becomes) =>
        Assert.Equal(becomes, Update(Log(notes), Log(notesBefore), stands));

    [Theory]
    [InlineData("One" + Ours)]
    [InlineData("Result: by hand|One" + Ours + "|Bob's")]
    [InlineData("")]
    [InlineData("Something else")]
    public void Without_a_change_of_ours_it_stays_as_it_is(string stands) => Assert.Equal(stands, Update(Log("One"), Log("One"), stands));

    [Fact]
    public void What_was_lost_on_the_way_once_is_not_added_twice()
    {
        var text = Update(Log("One|Two"), Log("One"), "One" + Ours);
        for (var repeated = 0; repeated < 3; repeated++)
        {
            text = Update(Log("One|Two"), Log("One"), text);
        }

        Assert.Equal("One|Two" + Ours, text);
    }

    [Fact]
    public void Lines_of_ours_that_come_or_change_are_put_in_once()
    {
        var ringing = Log("One") with { Lines = [new("Number", "+1")] };
        var ended = Log("One") with { Lines = [new("Number", "+1"), new("Result", "Answered"), new("Talk time", "0:05")] };
        Assert.Equal("One||Number: +1|Result: Answered|Talk time: 0:05", Update(ended, ringing, "One||Number: +1"));
        Assert.Equal("One||Number: +1|Result: Answered|Talk time: 0:05|Bob: thanks", Update(ended, ringing, "One||Number: +1|Bob: thanks"));
        var longer = ended with { Lines = [new("Number", "+1"), new("Result", "Answered"), new("Talk time", "0:07")] };
        Assert.Equal("One||Number: +1|Result: Answered|Talk time: 0:07|Bob: thanks", Update(longer, ended, "One||Number: +1|Result: Answered|Talk time: 0:05|Bob: thanks"));
    }

    [Fact]
    public void A_colleagues_words_are_never_cut_to_make_room_for_notes()
    {
        var before = Log("short") with { DescriptionLength = 120 };
        var after = Log(new string('n', 200)) with { DescriptionLength = 120 };
        var bob = "Bob: " + new string('b', 40);
        var text = Update(after, before, "short" + Ours + "|" + bob);
        Assert.True(text.Length <= 120);
        Assert.Contains(bob, text, StringComparison.Ordinal);
        Assert.StartsWith("nnn", text, StringComparison.Ordinal);
        Assert.Contains("nnn…||Number: +1|Result: Answered", text, StringComparison.Ordinal);
    }

    private static CallLogFields Log(string notes) => new(
        "key", "Subject", "Completed", null, null, "Inbound", null, null, "2026-11-23", null, null, null, Broken(notes),
        [new CallLogLine("Number", "+1"), new CallLogLine("Result", "Answered")], 32_000);

    private static string Update(CallLogFields log, CallLogFields written, string stands) =>
        log.FitInto(Broken(stands), [written.OwnText()])!.Value.Description.Replace('\n', '|');

    private static string Broken(string text) => text.Replace('|', '\n');
}
