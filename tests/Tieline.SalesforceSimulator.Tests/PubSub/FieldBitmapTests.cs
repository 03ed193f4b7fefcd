using Tieline.SalesforceSimulator.ChangeData;
using Tieline.SalesforceSimulator.Schema;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

public sealed class FieldBitmapTests
{
    [Theory]
    [InlineData("0x00")]
    [InlineData("0x01", 0)]
    [InlineData("0x80", 7)]
    [InlineData("0x0100", 8)]
    [InlineData("0x010000", 16)]
    [InlineData("0x410000", 16, 22)]
    [InlineData("0x650004E0", 5, 6, 7, 10, 24, 26, 29, 30)]
    public void Bits_are_one_big_endian_number(string hex, params int[] bits) => Assert.Equal(hex, FieldBitmap.Hex(bits));

    [Fact]
    public void Parts_of_a_compound_stand_behind_the_top_fields_even_when_there_are_none()
    {
        var fields = EventFields.Of(OrgSchema.Standard()["Account"]);
        Assert.Empty(FieldBitmap.Of(fields, _ => false));
        Assert.Equal(["0x00", "4-0x03"], FieldBitmap.Of(fields, name => name is "BillingStreet" or "BillingCity"));
        Assert.Equal(["0x02", "5-0x0400"], FieldBitmap.Of(fields, name => name is "Name" or "ShippingGeocodeAccuracy"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("0x410000", "0x410000", 5)]
    [InlineData("0x410000", "0x010000", 22)]
    [InlineData("0x410000 4-0x03", "0x00 4-0x03", 16, 22)]
    [InlineData("0x00 4-0x03 5-0x01", "0x00 5-0x01", 4)]
    [InlineData("0x40 4-0x03", "", 4, 6)]
    public void Fields_that_are_left_out_are_named_no_more(string before, string after, params int[] gone) =>
        Assert.Equal(after, string.Join(' ', FieldBitmap.Without(before.Split(' ', StringSplitOptions.RemoveEmptyEntries), gone.ToHashSet())));
}
