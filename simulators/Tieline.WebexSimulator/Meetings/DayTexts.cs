namespace Tieline.WebexSimulator.Meetings;

/// <summary>What the people of a scripted day say.</summary>
internal static class DayTexts
{
    public const string PollTitle = "When shall we meet again?";

    public static readonly string[] PollOptions = ["Next week", "In two weeks", "Next month"];

    private static readonly string[] Titles = ["Quarterly review", "Kick-off with Acme Rockets", "Weekly sales call", "Contract questions", "Demo of the new pump"];

    private static readonly string[] WebinarTitles = ["Saving energy in cold stores", "What is new this spring", "Freight without paper"];

    private static readonly string[] Lines =
    [
        "Welcome, everybody.", "Thank you for having us.", "Let us look at the numbers of the last quarter.", "The delivery in May was late by two days.",
        "We will send the new offer by Friday.", "Could you also quote the larger pump?", "We will check with the factory.", "The contract runs until December.",
        "I will invite the technicians to the next call.", "That sounds good.",
    ];

    private static readonly (string Question, string Answer)[] Questions =
    [
        ("Will the slides be shared?", "Yes, right after the meeting."),
        ("What does the service contract cost?", "It depends on the number of sites; we will send an offer."),
        ("Is there a version for smaller plants?", "Yes, from the autumn on."),
    ];

    public static string Title(Random random) => Titles[random.Next(Titles.Length)];

    public static string WebinarTitle(Random random) => WebinarTitles[random.Next(WebinarTitles.Length)];

    /// <summary>Six to ten lines, in their order.</summary>
    public static string[] Speech(Random random) => Lines[..random.Next(6, Lines.Length + 1)];

    public static (string Question, string Answer) Question(Random random) => Questions[random.Next(Questions.Length)];
}
