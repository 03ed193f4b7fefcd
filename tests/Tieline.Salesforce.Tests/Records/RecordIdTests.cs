using System.Text.Json;
using CsCheck;

namespace Tieline.Salesforce.Tests.Records;

public class RecordIdTests
{
    [Theory]
    [InlineData("001000000000001", "001000000000001AAA")]
    [InlineData("001A0000006Vm9r", "001A0000006Vm9rIAC")]
    [InlineData("001A0000006Vm9rIAC", "001A0000006Vm9rIAC")]
    public void Both_lengths_are_one_record(string given, string kept)
    {
        Assert.Equal(kept, RecordId.Parse(given).Value);
        Assert.Equal("001", RecordId.Parse(given).KeyPrefix);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00100000000000")]
    [InlineData("0010000000000011")]
    [InlineData("00100000000000'")]
    [InlineData("001000000000001/AA")]
    public void What_is_no_id_is_refused(string? given)
    {
        Assert.False(RecordId.TryParse(given, out _));
        Assert.Throws<FormatException>(() => RecordId.Parse(given));
    }

    [Fact]
    public void Ids_that_differ_in_case_only_are_different_records() =>
        Assert.NotEqual(RecordId.Parse("001A0000006Vm9r"), RecordId.Parse("001a0000006Vm9r"));

    [Fact]
    public void Eighteen_characters_tell_ids_apart_without_regard_to_case()
    {
        var letters = Gen.Char["0123456789ABCDEFabcdef"].Array[15].Select(characters => new string(characters));
        letters.Sample(id =>
        {
            var other = new string([.. id.Select(character => char.IsAsciiLetterUpper(character) ? char.ToLowerInvariant(character) : char.ToUpperInvariant(character))]);
            var same = string.Equals(RecordId.Parse(id).Value, RecordId.Parse(other).Value, StringComparison.OrdinalIgnoreCase);
            return same == (id == other);
        });
    }

    [Fact]
    public void Ids_go_through_json()
    {
        Assert.Equal("\"001A0000006Vm9rIAC\"", JsonSerializer.Serialize(RecordId.Parse("001A0000006Vm9r"), SalesforceJson.Options));
        Assert.Equal(RecordId.Parse("001A0000006Vm9r"), JsonSerializer.Deserialize<RecordId>("\"001A0000006Vm9rIAC\"", SalesforceJson.Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<RecordId>("7", SalesforceJson.Options));
    }
}
