use super::*;

fn rendered(job: Job) -> String {
    let prompt = Prompts::load(None).unwrap().render_sample(job).unwrap();
    format!("{}\n=====\n{}\n", prompt.system, prompt.user)
}

#[test]
fn each_prompt_is_as_it_was_read_and_approved() {
    let approved = [
        (Job::Split, include_str!("../../tests/fixtures/prompts/split.txt")),
        (Job::Assumption, include_str!("../../tests/fixtures/prompts/assumption.txt")),
        (Job::Question, include_str!("../../tests/fixtures/prompts/question.txt")),
        (Job::Snapshot, include_str!("../../tests/fixtures/prompts/snapshot.txt")),
        (Job::Theme, include_str!("../../tests/fixtures/prompts/theme.txt")),
        (Job::Judge, include_str!("../../tests/fixtures/prompts/judge.txt")),
    ];
    for (job, approved) in approved {
        assert_eq!(rendered(job), approved, "read what changed, then put it in tests/fixtures/prompts");
    }
}

#[test]
fn the_system_part_is_the_same_for_every_item() {
    let prompts = Prompts::load(None).unwrap();
    let mut other = JobContext::sample();
    other.item.title = Data::of("Another");
    let renders = |job: Job| match job {
        Job::Snapshot => {
            let other = PageContext { key: Data::of("P09"), ..PageContext::sample() };
            prompts.render(job, &other)
        }
        Job::Theme => prompts.render(job, &ThemesContext { themes: Vec::new() }),
        Job::Judge => prompts.render(job, &JudgeContext::sample("novelty")),
        _ => prompts.render(job, &other),
    };
    for job in Job::ALL {
        let (one, two) = (prompts.render_sample(job).unwrap(), renders(job).unwrap());
        assert_eq!(one.system, two.system);
        assert_ne!(one.user, two.user);
    }
}

#[test]
fn a_file_of_the_override_folder_wins_and_changes_the_hash_of_its_job_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("split")).unwrap();
    std::fs::write(folder.path().join("split/user.md"), "Only {{ item.key }}").unwrap();
    let (own, other) = (Prompts::load(None).unwrap(), Prompts::load(Some(folder.path())).unwrap());
    assert_eq!(other.render(Job::Split, &JobContext::sample()).unwrap().user, "Only BOAT-7");
    assert_eq!(other.overridden(), ["split/user.md"]);
    assert_ne!(own.hash(Job::Split), other.hash(Job::Split));
    assert_eq!(own.hash(Job::Question), other.hash(Job::Question));
}

#[test]
fn a_template_that_asks_for_what_is_not_there_is_refused_by_name_and_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("question")).unwrap();
    std::fs::write(folder.path().join("question/user.md"), "ok\n{{ item.priority }}").unwrap();
    let error = Prompts::load(Some(folder.path())).err().unwrap().to_string();
    assert!(error.starts_with("the template question/user.md, line 2"), "{error}");
    std::fs::write(folder.path().join("question/user.md"), "ok").unwrap();
    std::fs::write(folder.path().join("question/settings.toml"), "max_tokens = 1").unwrap();
    assert!(matches!(Prompts::load(Some(folder.path())), Err(PromptError::Settings("question", _))));
}
