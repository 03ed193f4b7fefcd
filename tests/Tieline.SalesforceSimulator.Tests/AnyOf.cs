using CsCheck;

namespace Tieline.SalesforceSimulator.Tests;

/// <summary>Picks one of some texts.</summary>
internal static class AnyOf
{
    public static Gen<string> These(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
