namespace Tieline.WebexSimulator.Meetings;

/// <summary>The recording of an instance.</summary>
internal sealed record MeetingRecording
{
    public const string Available = "available";
    public const string Deleted = "deleted";
    public const string Purged = "purged";

    public required string Id { get; init; }

    public required string Password { get; init; }

    public required DateTimeOffset Created { get; init; }

    public string Status { get; set; } = Available;

    /// <summary>E-mail addresses of those who see it besides the host.</summary>
    public List<string> SharedWith { get; init; } = [];

    public bool IsSharedWith(string email) => SharedWith.Contains(email, StringComparer.OrdinalIgnoreCase);

    public void Share(IEnumerable<string> emails) => SharedWith.AddRange(emails.Where(email => !IsSharedWith(email)).Distinct(StringComparer.OrdinalIgnoreCase));
}
