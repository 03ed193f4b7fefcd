namespace Tieline.WebexSimulator.People;

/// <summary>A number outside that the story knows, offered on the page as a caller.</summary>
internal sealed record KnownNumber(string Number, string Name, string Note);
