namespace Tieline.Server.Tests.Calls;

/// <summary>The scenarios of a telephone's day as the cloud tells them, and what they mean to each agent.</summary>
public static class CallScenarios
{
    public static readonly Dictionary<string, (string Webhooks, string Expected)> All = new()
    {
        ["answered"] = (
            """
            at     | person | event   | eventType    | state        | personality | answered | disconnected
            0.001  | ann    | created | received     | alerting     | terminator  |          |
            0.001  | ann    | updated | updated      | alerting     | terminator  |          |
            2.086  | ann    | updated | answered     | connected    | terminator  | 2        |
            7.086  | ann    | deleted | disconnected | disconnected | terminator  | 2        | 7
            """,
            "ann Inbound Answered +12025550143 talked 5"),
        ["unanswered"] = (
            """
            at     | person | event   | eventType    | state        | personality | disconnected
            0.001  | ann    | created | received     | alerting     | terminator  |
            20.086 | ann    | deleted | disconnected | disconnected | terminator  | 20
            """,
            "ann Inbound Missed +12025550143"),
        ["withheld"] = (
            """
            at     | person | event   | eventType    | state        | personality | remote   | answered | disconnected
            0.001  | ann    | created | received     | alerting     | terminator  | withheld |          |
            2.086  | ann    | updated | answered     | connected    | terminator  | withheld | 2        |
            3.086  | ann    | deleted | disconnected | disconnected | terminator  | withheld | 2        | 3
            """,
            "ann Inbound Answered withheld talked 1"),
        ["heldAndResumed"] = (
            """
            at     | person | event   | eventType    | state        | personality | answered | disconnected
            0.001  | ann    | created | received     | alerting     | terminator  |          |
            2.086  | ann    | updated | answered     | connected    | terminator  | 2        |
            4.086  | ann    | updated | held         | held         | terminator  | 2        |
            5.086  | ann    | updated | resumed      | connected    | terminator  | 2        |
            6.086  | ann    | updated | updated      | remoteHeld   | terminator  | 2        |
            7.086  | ann    | updated | recording    | connected    | terminator  | 2        |
            9.086  | ann    | deleted | disconnected | disconnected | terminator  | 2        | 9
            """,
            "ann Inbound Answered +12025550143 talked 7"),
        ["huntGroup"] = (
            """
            at     | person | event   | eventType    | state        | personality | answered | disconnected
            0.001  | ann    | created | received     | alerting     | terminator  |          |
            0.001  | bo     | created | received     | alerting     | terminator  |          |
            0.001  | carla  | created | received     | alerting     | terminator  |          |
            3.086  | bo     | updated | answered     | connected    | terminator  | 3        |
            3.086  | ann    | deleted | disconnected | disconnected | terminator  |          | 3
            3.086  | carla  | deleted | disconnected | disconnected | terminator  |          | 3
            9.086  | bo     | deleted | disconnected | disconnected | terminator  | 3        | 9
            """,
            """
            ann Inbound AnsweredElsewhere +12025550143
            bo Inbound Answered +12025550143 talked 6
            carla Inbound AnsweredElsewhere +12025550143
            """),
        ["sequential hunting"] = (
            """
            at     | person | event   | eventType    | state        | personality | created | answered | disconnected
            0.001  | ann    | created | received     | alerting     | terminator  | 0       |          |
            10.086 | ann    | deleted | disconnected | disconnected | terminator  | 0       |          | 10
            10.101 | bo     | created | received     | alerting     | terminator  | 10      |          |
            20.086 | bo     | deleted | disconnected | disconnected | terminator  | 10      |          | 20
            20.101 | carla  | created | received     | alerting     | terminator  | 20      |          |
            25.086 | carla  | updated | answered     | connected    | terminator  | 20      | 25       |
            31.086 | carla  | deleted | disconnected | disconnected | terminator  | 20      | 25       | 31
            """,
            """
            ann Inbound AnsweredElsewhere +12025550143
            bo Inbound AnsweredElsewhere +12025550143
            carla Inbound Answered +12025550143 talked 6
            """),
        ["sequential hunting that nobody takes"] = (
            """
            at     | person | event   | eventType    | state        | personality | created | disconnected
            0.001  | ann    | created | received     | alerting     | terminator  | 0       |
            10.086 | ann    | deleted | disconnected | disconnected | terminator  | 0       | 10
            10.101 | bo     | created | received     | alerting     | terminator  | 10      |
            20.086 | bo     | deleted | disconnected | disconnected | terminator  | 10      | 20
            """,
            """
            ann Inbound Missed +12025550143
            bo Inbound Missed +12025550143
            """),
        ["answeredElsewhere"] = (
            """
            at     | person | event   | eventType    | state        | personality | disconnected | elsewhere
            0.001  | ann    | created | received     | alerting     | terminator  |              |
            3.086  | ann    | deleted | disconnected | disconnected | terminator  | 3            | yes
            """,
            "ann Inbound AnsweredElsewhere +12025550143"),
        ["agentToAgent"] = (
            """
            at     | person | event   | eventType    | state        | personality | remote | answered | disconnected
            0.086  | ann    | created | originated   | connecting   | originator  | bo     |          |
            0.186  | ann    | updated | updated      | alerting     | originator  | bo     |          |
            0.101  | bo     | created | received     | alerting     | terminator  | ann    |          |
            2.086  | bo     | updated | answered     | connected    | terminator  | ann    | 2        |
            2.086  | ann    | updated | answered     | connected    | originator  | bo     | 2        |
            7.086  | ann    | deleted | disconnected | disconnected | originator  | bo     | 2        | 7
            7.086  | bo     | deleted | disconnected | disconnected | terminator  | ann    | 2        | 7
            """,
            """
            ann Internal Answered bo talked 5
            bo Internal Answered ann talked 5
            """),
        ["clickToDial"] = (
            """
            at     | person | event   | eventType    | state        | personality | answered | disconnected
            0.001  | ann    | created | originated   | alerting     | clickToDial |          |
            1.086  | ann    | updated | updated      | connecting   | originator  |          |
            1.187  | ann    | updated | updated      | alerting     | originator  |          |
            3.086  | ann    | updated | answered     | connected    | originator  | 3        |
            8.086  | ann    | deleted | disconnected | disconnected | originator  | 3        | 8
            """,
            "ann Outbound Answered +12025550143 talked 5"),
        ["clickToDial that keeps its name, of an unknown event type"] = (
            """
            at     | person | event   | eventType    | state        | personality | answered | disconnected
            0.001  | ann    | created | whatever     | alerting     | clickToDial |          |
            1.086  | ann    | updated | proceeding   | connecting   | clickToDial |          |
            1.187  | ann    | updated | updated      | alerting     | clickToDial |          |
            3.086  | ann    | updated | answered     | connected    | clickToDial | 3        |
            8.086  | ann    | deleted | disconnected | disconnected | clickToDial | 3        | 8
            """,
            "ann Outbound Answered +12025550143 talked 5"),
        ["clickToDial never picked up"] = (
            """
            at     | person | event   | eventType    | state        | personality | disconnected
            0.001  | ann    | created | originated   | alerting     | clickToDial |
            30.086 | ann    | deleted | disconnected | disconnected | clickToDial | 30
            """,
            "ann Outbound Cancelled +12025550143"),
        ["not reached"] = (
            """
            at     | person | event   | eventType    | state        | personality | disconnected
            0.001  | ann    | created | originated   | alerting     | clickToDial |
            1.086  | ann    | updated | updated      | connecting   | originator  |
            1.187  | ann    | updated | updated      | alerting     | originator  |
            30.086 | ann    | deleted | disconnected | disconnected | originator  | 30
            """,
            "ann Outbound NotReached +12025550143"),
        ["blindTransfer"] = (
            """
            at     | person | event   | eventType    | state        | personality | created | answered | disconnected
            0.001  | ann    | created | received     | alerting     | terminator  | 0       |          |
            2.086  | ann    | updated | answered     | connected    | terminator  | 0       | 2        |
            7.086  | ann    | deleted | disconnected | disconnected | terminator  | 0       | 2        | 7
            7.087  | bo     | created | received     | alerting     | terminator  | 7       |          |
            9.086  | bo     | updated | answered     | connected    | terminator  | 7       | 9        |
            15.086 | bo     | deleted | disconnected | disconnected | terminator  | 7       | 9        | 15
            """,
            """
            ann Inbound Answered +12025550143 talked 5
            bo Inbound Answered +12025550143 talked 6
            """),
        ["blindTransfer that nobody takes"] = (
            """
            at     | person | event   | eventType    | state        | personality | created | answered | disconnected
            0.001  | ann    | created | received     | alerting     | terminator  | 0       |          |
            2.086  | ann    | updated | answered     | connected    | terminator  | 0       | 2        |
            7.086  | ann    | deleted | disconnected | disconnected | terminator  | 0       | 2        | 7
            7.087  | bo     | created | received     | alerting     | terminator  | 7       |          |
            20.086 | bo     | deleted | disconnected | disconnected | terminator  | 7       |          | 20
            """,
            """
            ann Inbound Answered +12025550143 talked 5
            bo Inbound Missed +12025550143
            """),
        ["attendedTransfer, the second agent's leg"] = (
            """
            at     | person | event   | eventType    | state        | personality | remote       | answered | disconnected
            0.001  | bo     | created | received     | alerting     | terminator  | ann          |          |
            2.086  | bo     | updated | answered     | connected    | terminator  | ann          | 2        |
            7.086  | bo     | updated | updated      | connected    | terminator  | +12025550143 | 2        |
            15.086 | bo     | deleted | disconnected | disconnected | terminator  | +12025550143 | 2        | 15
            """,
            "bo Inbound Answered +12025550143 talked 13"),
        ["parkedAndRetrieved"] = (
            """
            at     | person | call | event   | eventType    | state        | personality | created | answered | disconnected
            0.001  | ann    | one  | created | received     | alerting     | terminator  | 0       |          |
            2.086  | ann    | one  | updated | answered     | connected    | terminator  | 0       | 2        |
            5.086  | ann    | one  | deleted | disconnected | disconnected | terminator  | 0       | 2        | 5
            30.001 | ann    | two  | created | originated   | connecting   | originator  | 30      |          |
            31.086 | ann    | two  | updated | answered     | connected    | originator  | 30      | 31       |
            35.086 | ann    | two  | deleted | disconnected | disconnected | originator  | 30      | 31       | 35
            """,
            "ann Inbound Answered +12025550143 talked 7"),
        ["forwarded to a colleague who takes it"] = (
            """
            at     | person | event   | eventType    | state        | personality | created | answered | disconnected | redirectedBy
            0.001  | ann    | created | received     | alerting     | terminator  | 0       |          |              |
            12.050 | ann    | updated | forwarded    | alerting     | terminator  | 0       |          |              |
            12.086 | ann    | deleted | disconnected | disconnected | terminator  | 0       |          | 12           |
            12.087 | bo     | created | received     | alerting     | terminator  | 12      |          |              | ann
            16.086 | bo     | updated | answered     | connected    | terminator  | 12      | 16       |              |
            22.086 | bo     | deleted | disconnected | disconnected | terminator  | 12      | 16       | 22           |
            """,
            """
            ann Inbound AnsweredElsewhere +12025550143
            bo Inbound Answered +12025550143 talked 6
            """),
        ["forwarded to voicemail"] = (
            """
            at     | person | event   | eventType    | state        | personality | disconnected
            0.001  | ann    | created | received     | alerting     | terminator  |
            12.050 | ann    | updated | forwarded    | alerting     | terminator  |
            12.086 | ann    | deleted | disconnected | disconnected | terminator  | 12
            """,
            "ann Inbound Missed +12025550143"),
        ["parked while dialled out, and recalled"] = (
            """
            at     | person | call | event   | eventType    | state        | personality | created | answered | disconnected
            0.086  | ann    | one  | created | originated   | connecting   | originator  | 0       |          |
            2.086  | ann    | one  | updated | answered     | connected    | originator  | 0       | 2        |
            5.086  | ann    | one  | deleted | disconnected | disconnected | originator  | 0       | 2        | 5
            65.001 | ann    | two  | created | received     | alerting     | terminator  | 65      |          |
            70.086 | ann    | two  | updated | answered     | connected    | terminator  | 65      | 70       |
            80.086 | ann    | two  | deleted | disconnected | disconnected | terminator  | 65      | 70       | 80
            """,
            "ann Outbound Answered +12025550143 talked 13"),
        ["emergency"] = (
            """
            at     | person | event   | eventType    | state        | personality | remote | answered | disconnected
            0.086  | ann    | created | originated   | connecting   | originator  | 112!   |          |
            2.086  | ann    | updated | answered     | connected    | originator  | 112!   | 2        |
            60.086 | ann    | deleted | disconnected | disconnected | originator  | 112!   | 2        | 60
            """,
            "ann Outbound Answered 112 talked 58"),
    };

    public static TheoryData<string> Names => [.. All.Keys];
}
