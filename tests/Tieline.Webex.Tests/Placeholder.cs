namespace Tieline.Webex.Tests;

public class Placeholder
{
    [Fact]
    public void Exists() => Assert.NotNull(typeof(Placeholder));
}
