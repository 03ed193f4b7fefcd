using Tieline.SalesforceSimulator.ChangeData;

namespace Tieline.SalesforceSimulator.Tests.PubSub;

public sealed class TextDifferenceTests
{
    [Theory]
    [InlineData("a", "b", "@@ -1,1 +1,1 @@\n-a\n+b")]
    [InlineData("a\nb\nc\nd\ne", "a\nb\nc\nd\nE", "@@ -2,4 +2,4 @@\n b\n c\n d\n-e\n+E")]
    [InlineData("1\n2\n3\n4\n5", "0\n1\n2\n3\n4\n5", "@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n9", "1\n2\n3\n4\n6\n7\n8\n9", "@@ -2,7 +2,6 @@\n 2\n 3\n 4\n-5\n 6\n 7\n 8")]
    [InlineData("x\nx", "x", "@@ -1,2 +1,1 @@\n x\n-x")]
    public void A_hunk_has_three_lines_around_what_changed(string before, string after, string hunk) =>
        Assert.EndsWith("\n" + hunk, TextDifference.Between(before, after));
}
