namespace Tieline.WebexSimulator.OAuth;

/// <summary>A token that a person has copied from the developer portal: twelve hours, all of the person's scopes, no refresh.</summary>
internal sealed record PersonalToken(string Value, string PersonId, DateTimeOffset Expires)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
}
