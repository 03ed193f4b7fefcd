namespace Tieline.Browser.Tests;

public class Placeholder
{
    [Fact]
    public void Exists() => Assert.NotNull(typeof(Placeholder));
}
