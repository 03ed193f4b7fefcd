namespace Tieline.SalesforceSimulator.Rules;

/// <summary>Records of <see cref="MatchObject"/> that agree in all fields, case aside, make a save a duplicate.</summary>
/// <param name="Blocks">True: never saved. False: saved when the caller says so.</param>
internal sealed record DuplicateRule(string Name, string Object, string MatchObject, IReadOnlyList<string> Fields, bool Blocks, string Message)
{
    /// <summary>The matching rule behind it.</summary>
    public string MatchRule => Name.Replace("Duplicate", "Match", StringComparison.Ordinal) is var name && name != Name ? name : Name + "_Match";
}
