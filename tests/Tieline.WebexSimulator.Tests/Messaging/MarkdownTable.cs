using Tieline.WebexSimulator.Messaging.Messages;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Tests.Messaging;

public class MarkdownTable
{
    private static readonly Person Ann = new()
    {
        Id = "ANN-ID", Email = "ann@nordlys.example", FirstName = "Ann", LastName = "Berg", Created = default, ControlToken = "t",
    };

    [Theory]
    [InlineData("Hi **all**", "<p>Hi <strong>all</strong></p>", "Hi all")]
    [InlineData("see [here](http://x.example/a)", """<p>see <a href="http://x.example/a" rel="nofollow">here</a></p>""", "see here")]
    [InlineData("[x](javascript:alert(1))", """<p><a href="" rel="nofollow">x</a></p>""", "x")]
    [InlineData("<b>bold?</b> & <script>", "<p>&lt;b&gt;bold?&lt;/b&gt; &amp; &lt;script&gt;</p>", "<b>bold?</b> & <script>")]
    [InlineData("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>", "one\ntwo")]
    [InlineData("<@personEmail:ann@nordlys.example|Annie> hi", """<p><spark-mention data-object-type="person" data-object-id="ANN-ID">Annie</spark-mention> hi</p>""", "Annie hi")]
    [InlineData("<@personId:ANN-ID>", """<p><spark-mention data-object-type="person" data-object-id="ANN-ID">Ann Berg</spark-mention></p>""", "Ann Berg")]
    [InlineData("<@personEmail:eve@x.example|Eve> hi", "<p>Eve hi</p>", "Eve hi")]
    [InlineData("<@all> hi", """<p><spark-mention data-object-type="groupMention" data-group-type="all">All</spark-mention> hi</p>""", "All hi")]
    [InlineData("<@personEmail:ann@nordlys.example|<i>", "<p><spark-mention data-object-type=\"person\" data-object-id=\"ANN-ID\">&lt;i</spark-mention></p>", "<i")]
    public void Markdown_becomes_html_and_text(string markdown, string html, string text)
    {
        var said = MarkdownText.Read(markdown, null, Find);
        Assert.Equal((html, text), (said.Html, said.Text));
    }

    [Fact]
    public void Whom_a_message_mentions_is_listed_once_and_its_own_text_stays()
    {
        var said = MarkdownText.Read("<@personId:ANN-ID> <@personEmail:ann@nordlys.example|A> <@all>", "plain", Find);
        Assert.Equal(["ANN-ID"], said.MentionedPeople);
        Assert.Equal((true, "plain"), (said.MentionsAll, said.Text));
    }

    [Theory]
    [InlineData(">")]
    [InlineData("[")]
    [InlineData("*a ")]
    [InlineData("[![")]
    public void However_deep_it_is_nested_it_is_shown(string opening)
    {
        // Parser and renderer give up at depths of their own: every depth around both is tried.
        for (var depth = 1; depth < 300; depth++)
        {
            var said = MarkdownText.Read(string.Concat(Enumerable.Repeat(opening, depth)) + "x", null, Find);
            Assert.EndsWith("x", said.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_nested_beyond_reason_is_shown_as_written() =>
        Assert.StartsWith("<p>&gt;&gt;&gt;", MarkdownText.Read(new string('>', 7000) + "x", null, Find).Html, StringComparison.Ordinal);

    private static Person? Find(string who) => who is "ANN-ID" or "ann@nordlys.example" ? Ann : null;
}
