using CsCheck;

namespace Tieline.Salesforce.Tests.Query;

public class SoqlTests
{
    [Theory]
    [InlineData("Acme", "'Acme'")]
    [InlineData("", "''")]
    [InlineData("O'Brien", @"'O\'Brien'")]
    [InlineData(@"a\", @"'a\\'")]
    [InlineData(@"\'", @"'\\\''")]
    [InlineData("say \"hi\"", @"'say \""hi\""'")]
    [InlineData("two\nlines\r\tand\bmore\f", @"'two\nlines\r\tand\bmore\f'")]
    [InlineData("100%_sure", "'100%_sure'")]
    [InlineData("' OR Name LIKE '%", @"'\' OR Name LIKE \'%'")]
    [InlineData("Åse 王 🚀", "'Åse 王 🚀'")]
    public void A_text_becomes_a_literal(string value, string literal) =>
        Assert.Equal("SELECT Id FROM Account WHERE Name = " + literal, Soql.Of($"SELECT Id FROM Account WHERE Name = {value}").Text);

    [Fact]
    public void Each_type_is_written_as_the_language_wants_it()
    {
        var time = new DateTimeOffset(2026, 11, 23, 10, 0, 0, 250, TimeSpan.FromHours(1));
        string? nothing = null;

        Assert.Equal("x = 2026-11-23T09:00:00.250Z", Soql.Of($"x = {time}").Text);
        Assert.Equal("x = 2026-11-23", Soql.Of($"x = {new DateOnly(2026, 11, 23)}").Text);
        Assert.Equal("x = TRUE OR x = FALSE", Soql.Of($"x = {true} OR x = {false}").Text);
        Assert.Equal("LIMIT 10", Soql.Of($"LIMIT {10}").Text);
        Assert.Equal("x > -1.5", Soql.Of($"x > {-1.5m}").Text);
        Assert.Equal("x = null", Soql.Of($"x = {nothing}").Text);
        Assert.Equal("Id = '003000000000001AAA'", Soql.Of($"Id = {RecordId.Parse("003000000000001")}").Text);
        Assert.Equal("SELECT Id,Account.Name FROM Contact", Soql.Of($"SELECT {new[] { new SoqlName("Id"), new SoqlName("Account.Name") }} FROM {new SoqlName("Contact")}").Text);
        Assert.Equal("Id IN ('003000000000001AAA','003000000000002AAA')", Soql.Of($"Id IN {new[] { RecordId.Parse("003000000000001"), RecordId.Parse("003000000000002AAA") }}").Text);
        Assert.Equal(@"Name IN ('a','b\'c')", Soql.Of($"Name IN {new List<string> { "a", "b'c" }}").Text);
    }

    [Fact]
    public void Like_patterns_take_what_is_typed_to_the_letter()
    {
        Assert.Equal(@"Name LIKE '50\%\_a\'b\\%'", Soql.Of($"Name LIKE {LikePattern.StartsWith(@"50%_a'b\")}").Text);
        Assert.Equal("Phone LIKE '%0143'", Soql.Of($"Phone LIKE {LikePattern.EndsWith("0143")}").Text);
        Assert.Equal("Name LIKE '%x%'", Soql.Of($"Name LIKE {LikePattern.Contains("x")}").Text);
        Assert.Equal("Phone LIKE '%202%555%0143%'", Soql.Of($"Phone LIKE {LikePattern.InOrder(["202", "555", "0143"])}").Text);
        Assert.Equal("Name LIKE ''", Soql.Of($"Name LIKE {default(LikePattern)}").Text);
    }

    [Fact]
    public void Pieces_are_joined_with_parentheses()
    {
        Soql[] conditions = [Soql.Of($"Name = {"a'b"}"), Soql.Of($"IsConverted = {false}")];

        Assert.Equal(@"SELECT Id FROM Lead WHERE ((Name = 'a\'b') AND (IsConverted = FALSE))", Soql.Of($"SELECT Id FROM Lead WHERE {Soql.All(conditions)}").Text);
        Assert.Equal(@"((Name = 'a\'b') OR (IsConverted = FALSE))", Soql.Any(conditions).Text);
        Assert.Throws<ArgumentException>(() => Soql.All([]));
    }

    [Fact]
    public void An_empty_list_is_refused_as_there_is_nothing_to_ask()
    {
        Assert.Throws<ArgumentException>(() => Soql.Of($"Id IN {Array.Empty<string>()}"));
        Assert.Throws<ArgumentException>(() => Soql.Of($"Id IN {Array.Empty<RecordId>()}"));
        Assert.Throws<ArgumentException>(() => Soql.Of($"SELECT {Array.Empty<SoqlName>()}"));
    }

    [Fact]
    public void A_hole_inside_quotes_is_refused()
    {
        var problem = Assert.Throws<InvalidOperationException>(() => Soql.Of($"SELECT Id FROM Account WHERE Name = '{"x"}'"));

        Assert.Contains("Take the quotes away", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_literal_with_an_escaped_quote_is_understood() =>
        Assert.Equal(@"Name = 'it\'s' AND Email = 'x'", Soql.Of($@"Name = 'it\'s' AND Email = {"x"}").Text);

    [Theory]
    [InlineData("Id", true)]
    [InlineData("Account.Owner.Name", true)]
    [InlineData("ns__Field_1__c", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("1st", false)]
    [InlineData("_x", false)]
    [InlineData("Name FROM User", false)]
    [InlineData("Name,Id", false)]
    [InlineData("Name\n", false)]
    [InlineData("A..B", false)]
    [InlineData("A.", false)]
    [InlineData("Nåme", false)]
    [InlineData("COUNT()", false)]
    public void Only_names_are_names(string? text, bool valid)
    {
        Assert.Equal(valid, SoqlName.IsValid(text));
        if (!valid)
        {
            Assert.Throws<ArgumentException>(() => new SoqlName(text!));
        }
    }

    [Fact]
    public void No_text_leaves_its_literal() => Gen.String[Hostile, 0, 40].Sample(value =>
    {
        var text = Soql.Of($"{value} LIMIT 1").Text;
        return ReadLiteral(text, likePattern: false) is var (read, rest) && read == value && rest == " LIMIT 1";
    });

    [Fact]
    public void No_text_leaves_its_pattern_or_adds_a_wildcard() => Gen.String[Hostile, 0, 40].Sample(value =>
    {
        var text = Soql.Of($"{LikePattern.StartsWith(value)} LIMIT 1").Text;
        return ReadLiteral(text, likePattern: true) is var (read, rest) && read == value + "*" && rest == " LIMIT 1";
    });

    [Fact]
    public void No_text_leaves_its_place_in_a_list() => Gen.String[Hostile, 0, 12].Array[1, 6].Sample(values =>
    {
        var rest = Soql.Of($"{values}").Text;
        foreach (var value in values)
        {
            var (read, after) = ReadLiteral(rest[1..], likePattern: false);
            if (read != value)
            {
                return false;
            }

            rest = after;
        }

        return rest == ")";
    });

    private static readonly Gen<char> Hostile = Gen.OneOf(Gen.Char["'\\\"%_\n\r\t\b\f)( ,;-*/{}"], Gen.Char["abcORn"], Gen.Char);

    /// <summary>Reads as the cloud reads: a backslash takes the next character with it, a bare quote ends. A bare percent sign in a pattern is written as a star.</summary>
    private static (string Value, string After) ReadLiteral(string text, bool likePattern)
    {
        Assert.Equal('\'', text[0]);
        var value = new System.Text.StringBuilder();
        for (var i = 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\'':
                    return (value.ToString(), text[(i + 1)..]);
                case '\\':
                    i++;
                    value.Append(text[i] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var other => other });
                    break;
                case '%' or '_' when likePattern:
                    value.Append('*');
                    break;
                default:
                    value.Append(text[i]);
                    break;
            }
        }

        throw new InvalidOperationException("The literal does not end.");
    }
}
