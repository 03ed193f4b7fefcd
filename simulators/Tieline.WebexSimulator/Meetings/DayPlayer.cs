using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.People;
using Tieline.WebexSimulator.Webinars;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>
/// A day of meetings and webinars from a seed: people join late, leave early, come back, ask, vote and talk; afterwards there are
/// recording, transcript and summary. The same seed at the same time gives the same day.
/// </summary>
internal sealed class DayPlayer(WebexCloud cloud)
{
    private static readonly TimeSpan UntilFirst = TimeSpan.FromMinutes(15);

    /// <summary>Schedules the day from a quarter of an hour from now on, and plans everything that will happen in it.</summary>
    public List<MeetingSeries> Start(DayScript script)
    {
        var people = cloud.Directory.People.Where(Hosting.IsOpenTo).ToArray();
        if (people.Length < 2)
        {
            throw WebexFailure.Conflict("A day of meetings needs at least two people with a licence for meetings.");
        }

        var random = new Random(script.Seed);
        var first = MeetingRules.Minute(cloud.Clock.Now) + UntilFirst;
        var meetings = Enumerable.Range(0, script.Meetings).Select(index => Slot(script, "meeting", index, first.AddMinutes(index * 20))).ToList();
        var webinars = Enumerable.Range(0, script.Webinars).Select(index => Slot(script, "webinar", index, first.AddMinutes(30 + (index * 90)))).ToList();
        if (meetings.Concat(webinars).Any(slot => cloud.Meetings.Find(slot.Id) is not null))
        {
            throw WebexFailure.Conflict("This day, or a part of it, has been planned already.");
        }

        List<MeetingSeries> made =
        [
            .. meetings.Select(slot => Meeting(slot, people, random)), .. webinars.Select(slot => Webinar(script, slot, people, random)),
        ];
        cloud.Changed();
        return made;
    }

    private MeetingSeries Meeting(DaySlot slot, Person[] people, Random random)
    {
        var (index, start) = (slot.Index, slot.Start);
        var host = people[index % people.Length];
        var series = Schedule(slot, host, MeetingDefaults.Settings(DayTexts.Title(random), "Day-" + index, false), TimeSpan.FromMinutes(30));
        var guests = people.Where(person => person.Id != host.Id).OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Select(person => (person.Email, person.DisplayName, Phone: (string?)null)).ToList();
        guests.Add(($"maria.lopez.{index}@acme.example", "Maria Lopez", null));
        foreach (var guest in guests)
        {
            series.Invitees.Add(new Invitee { Number = series.NextInvitee++, Email = guest.Email, DisplayName = guest.DisplayName });
        }

        var steps = new Steps(series.Id, start);
        steps.Join(host.Email, -1);
        steps.Add(1, "record");
        foreach (var (number, guest) in guests.Index())
        {
            steps.Join(guest.Email, number == 0 ? 9.5 : random.Next(1, 5) + 0.5, guest.DisplayName);
        }

        steps.Phone("+12025550188", 3);
        steps.Talk(DayTexts.Speech(random), [host.Email, .. guests.Skip(1).Select(guest => guest.Email), host.Email]);
        steps.Question(guests[^1].Email, host.Email, random);
        steps.Poll([.. guests.Skip(1).Select(guest => guest.Email)], random);
        steps.Add(20, "leave", guests[^1].Email);
        steps.Join(guests[^1].Email, 23, guests[^1].DisplayName);
        steps.Add(28, "end");
        steps.All.ForEach(cloud.MeetingPlan.Add);
        return series;
    }

    private MeetingSeries Webinar(DayScript script, DaySlot slot, Person[] people, Random random)
    {
        var (index, start) = (slot.Index, slot.Start);
        var (host, panelist) = (people[index % people.Length], people[(index + 1) % people.Length]);
        var series = Schedule(slot, host, MeetingDefaults.Settings(DayTexts.WebinarTitle(random), "Web-" + index, true), TimeSpan.FromMinutes(60));
        series.Form = RegistrationDesk.OpenForm;
        series.Invitees.Add(new Invitee { Number = series.NextInvitee++, Email = panelist.Email, DisplayName = panelist.DisplayName, Panelist = true });
        series.Registrants.Crowd = script.Registrants == 0 ? null : new Crowd
        {
            Seed = script.Seed + index, Count = script.Registrants, Opened = cloud.Clock.Now.AddDays(-20), Closed = cloud.Clock.Now,
            Attending = script.Attending, WalkIns = script.WalkIns,
        };
        var steps = new Steps(series.Id, start);
        steps.Join(host.Email, -2);
        steps.Join(panelist.Email, -1);
        steps.Add(0, "record");
        steps.Talk(DayTexts.Speech(random), [host.Email, panelist.Email]);
        steps.Join("late.guest@walkin.example", 12, "Late Guest");
        steps.Question("late.guest@walkin.example", panelist.Email, random);
        steps.Poll(["late.guest@walkin.example"], random);
        steps.Add(58, "end");
        steps.All.ForEach(cloud.MeetingPlan.Add);
        return series;
    }

    private MeetingSeries Schedule(DaySlot slot, Person host, JsonObject settings, TimeSpan length)
    {
        var series = new MeetingDrafts(cloud).Make(slot.Id, host, cloud.Integrations.All.FirstOrDefault()?.AppId ?? "", settings, slot.Start, length);
        cloud.Meetings.Add(series);
        cloud.MeetingEvents.Series("created", series);
        return series;
    }
    private static DaySlot Slot(DayScript script, string kind, int index, DateTimeOffset start) =>
        new(HydraId.Drawn(script.Seed, $"{kind} {index} at {start:O}").ToString("N"), index, start);

    /// <summary>Where one of the day's meetings or webinars stands; the id follows from the seed and the time.</summary>
    private sealed record DaySlot(string Id, int Index, DateTimeOffset Start);
}
