namespace Tieline.WebexSimulator.Meetings;

/// <summary>Collects what will happen in one meeting, in minutes from its planned start.</summary>
internal sealed class Steps(string seriesId, DateTimeOffset start)
{
    public List<PlannedStep> All { get; } = [];

    public void Join(string email, double minute, string? name = null) => All.Add(At(minute, "join") with { Email = email, Name = name });

    public void Phone(string number, double minute) => All.Add(At(minute, "join") with { Phone = number, Name = number });

    public void Add(double minute, string action, string? email = null) => All.Add(At(minute, action) with { Email = email });

    /// <summary>One line every twenty seconds from the tenth minute on, the speakers in turn.</summary>
    public void Talk(string[] lines, string[] speakers)
    {
        foreach (var (index, line) in lines.Index())
        {
            All.Add(At(10 + (index / 3.0), "say") with { Email = speakers[index % speakers.Length], Text = line });
        }
    }

    public void Question(string asker, string answerer, Random random)
    {
        var (question, answer) = DayTexts.Question(random);
        All.Add(At(14, "ask") with { Email = asker, Text = question });
        All.Add(At(15, "answer") with { Email = answerer, Text = answer });
        All.Add(At(15.5, "chat") with { Email = asker, Text = "Thanks!" });
    }

    public void Poll(string[] voters, Random random)
    {
        All.Add(At(16, "poll") with { Text = DayTexts.PollTitle, Options = DayTexts.PollOptions });
        foreach (var voter in voters)
        {
            All.Add(At(17, "vote") with { Email = voter, Options = [DayTexts.PollOptions[random.Next(DayTexts.PollOptions.Length)]] });
        }
    }

    private PlannedStep At(double minute, string action) => new(start.AddMinutes(minute), seriesId, action);
}
